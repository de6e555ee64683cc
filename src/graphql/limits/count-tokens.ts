import { GraphQLError, Lexer, type Source, TokenKind } from 'graphql';
import { documentLimits, documentTooLarge } from './document-limits.ts';

const opening: readonly string[] = [TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L];
const closing: readonly string[] = [TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R];

/** How many tokens a document has, counted before anything is made of them. Throws BAD_USER_INPUT for too many, for brackets
 *  that would exhaust the stack of whoever parses them, and for the one name that JavaScript takes for something else. What is
 *  no token ends the count: the parser comes no further, and says where. */
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

/** Those who execute documents disagree on what becomes of it. GraphQL keeps names with two underscores for itself anyway. */
function nameTaken(source: Source, start: number): GraphQLError {
  return new GraphQLError('__proto__ cannot be a name here.', { source, positions: [start] });
}

function advance(lexer: Lexer) {
  try {
    return lexer.advance();
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}
