import { GraphQLError, Lexer, type Source, TokenKind } from 'graphql';
import { documentLimits, documentTooLarge } from './document-limits.ts';

const opening: readonly string[] = [TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L];
const closing: readonly string[] = [TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R];

/** Counts the tokens of a document before it is parsed. Throws BAD_USER_INPUT for too many tokens, for nesting that would
 *  exhaust the parser's stack, and for the name `__proto__`. Stops at the first invalid token, where the parser reports the
 *  position. */
export function countTokens(source: Source): number {
  const lexer = new Lexer(source);
  let count = 0;
  let nesting = 0;
  for (let token = advance(lexer); token && token.kind !== TokenKind.EOF; token = advance(lexer)) {
    count += 1;
    if (count > documentLimits.tokens) throw documentTooLarge('tokens');
    if (opening.includes(token.kind)) nesting += 1;
    if (closing.includes(token.kind)) nesting -= 1;
    if (nesting > documentLimits.nesting) throw documentTooLarge('nesting');
    if (token.kind === TokenKind.NAME && token.value === '__proto__') throw nameTaken(source, token.start);
  }
  return count;
}

/** GraphQL executors disagree on the meaning of this name. GraphQL reserves names with two underscores anyway. */
function nameTaken(source: Source, start: number): GraphQLError {
  return new GraphQLError('The name __proto__ is not allowed here.', { source, positions: [start] });
}

function advance(lexer: Lexer) {
  try {
    return lexer.advance();
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}
