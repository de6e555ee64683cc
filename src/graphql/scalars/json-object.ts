import { GraphQLError, GraphQLScalarType, Kind, type ValueNode, visit } from 'graphql';
import { JSONObjectResolver } from 'graphql-scalars';
import { isExactNumber } from '../../lib/exact-number.ts';

const { parseValue, parseLiteral, ...config } = JSONObjectResolver.toConfig();

/** The scalar of graphql-scalars would repeat an invalid value, possibly a secret, in its message. */
export const JSONObjectScalar = new GraphQLScalarType({
  ...config,
  description:
    'A JSON object with values of any kind. A number that a double cannot represent exactly, such as one of 19 digits, is rejected: send it as a string.',
  parseValue: (value) => silently(() => parseValue(value)),
  parseLiteral: (node, variables) => {
    refuseInexact(node);
    return silently(() => parseLiteral(node, variables));
  },
});

/** Checks literals only. Numbers in variables are checked when the request body is parsed. */
function refuseInexact(literal: ValueNode): void {
  const enter = ({ value }: { readonly value: string }) => {
    if (!isExactNumber(value))
      throw new GraphQLError('JSONObject contains a number that cannot be stored exactly.');
  };
  visit(literal, { [Kind.INT]: { enter }, [Kind.FLOAT]: { enter } });
}

function silently<Value>(parse: () => Value): Value {
  try {
    return parse();
  } catch {
    throw new GraphQLError('JSONObject must be an object.');
  }
}
