import { GraphQLError, GraphQLScalarType, type ValueNode } from 'graphql';
import { DateTimeResolver } from 'graphql-scalars';
import { isStorableInstant } from '../domain/input.ts';

const { parseValue, parseLiteral, ...config } = DateTimeResolver.toConfig();

/** The scalar of graphql-scalars takes instants that its own output could not be read back from. */
export const DateTimeScalar = new GraphQLScalarType<Date, Date>({
  ...config,
  description:
    'An instant in RFC 3339, in any offset: `2026-06-01T14:00:00+02:00`. In UTC it must be of the years 1 to 9999. Answers are in UTC, to the millisecond: `2026-06-01T12:00:00.000Z`.',
  parseValue: (value) => storable(parseValue(value)),
  parseLiteral: (node: ValueNode, variables) => storable(parseLiteral(node, variables)),
});

function storable(instant: Date): Date {
  if (isStorableInstant(instant)) return instant;
  throw new GraphQLError('DateTime must be of the years 1 to 9999 in UTC.');
}
