import fc from 'fast-check';
import { type GraphQLField, type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';

/** The arguments of a field, named `Type.field`, with their brackets. Empty: none. */
export type ArgumentsOf = (field: string) => fc.Arbitrary<string>;

/** Different at the next moment by themselves: what is left of a limit, when a key was used, what is used until now. */
const changing = ['rateLimit', 'lastUsedAt', 'usage'];

/** Random selections of everything that can be asked for below a type. */
function selectionOf(type: GraphQLObjectType, depth: number, argumentsOf: ArgumentsOf): fc.Arbitrary<string> {
  const fields = Object.values(type.getFields()).filter(
    (field) => !changing.includes(field.name) && (depth > 0 || !isObjectType(getNamedType(field.type))),
  );
  if (fields.length === 0) return fc.constant(' { __typename }');
  return fc
    .shuffledSubarray(fields, { minLength: 1, maxLength: Math.min(4, fields.length) })
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map((field) => fieldOf(type, field, depth, argumentsOf)),
        fc.constantFrom('', '__typename'),
      ),
    )
    .map((selected) => ` { ${selected.join(' ')} }`);
}

/** A field with random arguments and a random selection below it. */
export function fieldOf(
  parent: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  depth: number,
  argumentsOf: ArgumentsOf,
): fc.Arbitrary<string> {
  const type = getNamedType(field.type);
  // Most lists are in no plan: how deep they are asked for makes no difference, and takes long.
  const isShallow = type.name.endsWith('Connection') && type.name !== 'OrganizationProjectsConnection';
  const left = isShallow ? Math.min(depth, 3) : depth;
  const below = isObjectType(type) ? selectionOf(type, left - 1, argumentsOf) : fc.constant('');
  const parts = fc.tuple(argumentsOf(`${parent.name}.${field.name}`), below);
  return parts.map(([args, selection]) => `${field.name}${args}${selection}`);
}
