import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { BigIntResolver } from 'graphql-scalars';

/** The library's own functions would warn on the console that JSON has no such numbers, and repeat values that do not fit. */
export const BigIntScalar = new GraphQLScalarType<bigint, number | string>({
  ...BigIntResolver.toConfig(),
  description:
    'A whole number of any size. A JSON number as long as it is exact in JavaScript, up to 9007199254740991, and a string beyond.',
  serialize: (value) => {
    const whole = BigInt(String(value));
    return isExact(whole) ? Number(whole) : whole.toString();
  },
  parseValue: (value) => parse(String(value)),
  parseLiteral: (node) => parse(node.kind === Kind.INT || node.kind === Kind.STRING ? node.value : node.kind),
});

const isExact = (whole: bigint) => whole <= Number.MAX_SAFE_INTEGER && whole >= Number.MIN_SAFE_INTEGER;

const DIGITS_MAX = 100;

function parse(text: string): bigint {
  if (/^-?\d+$/.test(text) && text.length <= DIGITS_MAX) return BigInt(text);
  throw new GraphQLError('BigInt must be a whole number, or one in a string.');
}
