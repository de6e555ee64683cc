import { GraphQLScalarType } from 'graphql';
import { BigIntResolver } from 'graphql-scalars';

const config = BigIntResolver.toConfig();

/** As the library has it, which would warn on the console that JSON has no such numbers. */
export const BigIntScalar = new GraphQLScalarType<bigint | number, number | string>({
  ...config,
  description:
    'A whole number of any size. A JSON number as long as it is exact in JavaScript, up to 9007199254740991, and a string beyond.',
  serialize: (value) => {
    const whole = BigInt(String(value));
    return whole <= Number.MAX_SAFE_INTEGER && whole >= Number.MIN_SAFE_INTEGER
      ? Number(whole)
      : whole.toString();
  },
});
