import { GraphQLError, GraphQLScalarType, Kind, type ValueNode, visit } from 'graphql';
import { JSONObjectResolver } from 'graphql-scalars';
import { isExactNumber } from '../../lib/exact-number.ts';

const { parseValue, parseLiteral, ...config } = JSONObjectResolver.toConfig();

/** The scalar of graphql-scalars would repeat in its message what does not fit, and that may be a secret. */
export const JSONObjectScalar = new GraphQLScalarType({
  ...config,
  description:
    'A JSON object: names and values of any kind. A number that a double cannot represent exactly, such as one of 19 digits, is refused: send it as a string.',
  parseValue: (value) => silently(() => parseValue(value)),
  parseLiteral: (node, variables) => {
    refuseInexact(node);
    return silently(() => parseLiteral(node, variables));
  },
});

/** Numbers of variables are looked at where the text of the request is read. */
function refuseInexact(literal: ValueNode): void {
  const enter = ({ value }: { readonly value: string }) => {
    if (!isExactNumber(value)) throw new GraphQLError('JSONObject has a number that cannot be kept exactly.');
  };
  visit(literal, { [Kind.INT]: { enter }, [Kind.FLOAT]: { enter } });
}

function silently<Value>(parse: () => Value): Value {
  try {
    return parse();
  } catch {
    throw new GraphQLError('JSONObject can only be an object.');
  }
}
