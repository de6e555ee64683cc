import { parse, Source } from 'graphql';
import { countTokens } from './count-tokens.ts';
import { checkMeasures } from './measure.ts';

/** Throws a GraphQLError for a syntax error, BAD_USER_INPUT for a document over a limit. Its result is safe to validate. */
export function parseDocument(query: string) {
  const source = new Source(query);
  const tokenCount = countTokens(source);
  const document = parse(source);
  checkMeasures(document);
  return { document, tokenCount };
}
