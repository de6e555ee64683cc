import { GraphQLError, GraphQLScalarType } from 'graphql';
import { JSONObjectResolver } from 'graphql-scalars';

const { parseValue, parseLiteral, ...config } = JSONObjectResolver.toConfig();

/** The scalar of graphql-scalars would repeat in its message what does not fit, and that may be a secret. */
export const JSONObjectScalar = new GraphQLScalarType({
  ...config,
  description: 'A JSON object: names and values of any kind.',
  parseValue: (value) => silently(() => parseValue(value)),
  parseLiteral: (node, variables) => silently(() => parseLiteral(node, variables)),
});

function silently<Value>(parse: () => Value): Value {
  try {
    return parse();
  } catch {
    throw new GraphQLError('JSONObject can only be an object.');
  }
}
