import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { BigIntResolver } from 'graphql-scalars';

/** The functions of graphql-scalars would log a warning on the console for large numbers, and repeat invalid values in errors. */
export const BigIntScalar = new GraphQLScalarType<bigint, number | string>({
  ...BigIntResolver.toConfig(),
  description:
    'An integer of any size. Serialized as a JSON number up to 9007199254740991 (exact in JavaScript), as a string beyond.',
  serialize: (value) => {
    const integer = BigInt(String(value));
    return isExact(integer) ? Number(integer) : integer.toString();
  },
  parseValue: (value) => parse(String(value)),
  parseLiteral: (node) => parse(node.kind === Kind.INT || node.kind === Kind.STRING ? node.value : node.kind),
});

const isExact = (integer: bigint) => integer <= Number.MAX_SAFE_INTEGER && integer >= Number.MIN_SAFE_INTEGER;

const DIGITS_MAX = 100;

function parse(text: string): bigint {
  if (/^-?\d+$/.test(text) && text.length <= DIGITS_MAX) return BigInt(text);
  throw new GraphQLError('BigInt must be an integer, as a number or a string.');
}
