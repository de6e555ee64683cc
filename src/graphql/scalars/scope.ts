import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { isKeyScope, type KeyScope, scopeNouns } from '../../domain/core/permissions.ts';

const listed = (level: 'project' | 'organization') =>
  Object.entries(scopeNouns)
    .filter(([, noun]) => noun.level === level)
    .map(([name, { verbs, opens }]) => `- \`${name}\` (${verbs.join(', ')}): ${opens}`)
    .join('\n');

/** Not an enum: enum values cannot contain a colon. */
export const ScopeScalar = new GraphQLScalarType<KeyScope, string>({
  name: 'Scope',
  description: `A permission that a key can be limited to: one of the following names and one of its verbs, such as \`triggers:read\`. \`write\` includes \`read\`.\n\nIn projects:\n\n${listed('project')}\n\nIn the organization, for organization keys only:\n\n${listed('organization')}`,
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
