import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { isKeyScope, type KeyScope, scopeNouns } from '../../domain/core/permissions.ts';

const listed = Object.entries(scopeNouns).map(([noun, { opens }]) => `- \`${noun}\`: ${opens}`);

/** Not an enum: enum values cannot contain a colon. */
export const ScopeScalar = new GraphQLScalarType<KeyScope, string>({
  name: 'Scope',
  description: `A permission that a project key can be limited to: one of the following names with \`:read\` or \`:write\` appended, such as \`triggers:read\`. \`:write\` includes \`:read\`.\n\n${listed.join('\n')}`,
  serialize: readScope,
  parseValue: readScope,
  parseLiteral: (node) => {
    if (node.kind === Kind.STRING) return readScope(node.value);
    throw unknownScope();
  },
});

function readScope(value: unknown): KeyScope {
  if (typeof value === 'string' && isKeyScope(value)) return value;
  throw unknownScope();
}

const unknownScope = () => new GraphQLError('Unknown scope. The type Scope lists all scopes.');
