import { parse, Source } from 'graphql';
import { countTokens } from './count-tokens.ts';
import { checkMeasures } from './measure.ts';

/** Throws a GraphQLError for what does not parse, BAD_USER_INPUT for what is over a limit. Validation is safe after it. */
export function parseDocument(query: string) {
  const source = new Source(query);
  const tokenCount = countTokens(source);
  const document = parse(source);
  checkMeasures(document);
  return { document, tokenCount };
}
