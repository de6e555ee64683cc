import { viewerKey } from '../../domain/api-key/find.ts';
import type { ApiKey } from '../../domain/api-key/issue.ts';
import { scopesOfKey } from '../../domain/core/permissions.ts';
import { currentOrganization, plannedOrganization } from '../../domain/organization/organization.ts';
import { plannedProjects, projectOfKey } from '../../domain/project/find.ts';
import { builder } from '../builder.ts';
import { planned } from '../plan/planned-field.ts';
import { ApiKeyRef, OrganizationRef, ProjectRef } from '../refs.ts';
import { RateLimitRef } from './rate-limit.ts';

const KeyKind = builder.enumType('KeyKind', {
  description: 'The kind of an API key.',
  values: {
    ORGANIZATION: { description: 'Gives access to an organization and its projects.' },
    PROJECT: { description: 'Gives access to one project.' },
  } as const,
});

const kindOf = ({ projectId }: Pick<ApiKey, 'projectId'>) =>
  projectId === null ? 'ORGANIZATION' : 'PROJECT';

const ViewerRef = builder.objectRef<ApiKey>('Viewer').implement({
  description: 'The caller, as identified by its API key.',
  fields: (t) => ({
    kind: t.field({
      type: KeyKind,
      extensions: planned({
        kind: 'computed',
        reads: { projectId: 'json' },
        compute: kindOf,
      }),
      description: 'The kind of the key.',
      resolve: kindOf,
    }),
    apiKey: t.field({
      type: ApiKeyRef,
      extensions: planned({ kind: 'same' }),
      description: 'The key of the request.',
      resolve: (key) => key,
    }),
    scopes: t.field({
      type: ['Scope'],
      extensions: planned({
        kind: 'computed',
        reads: { projectId: 'json', scopes: 'json' },
        compute: scopesOfKey,
      }),
      description:
        'Every scope that the key has, without a `:read` that its `:write` includes. Also for a key that is not limited to scopes: `ApiKey.scopes` is null then.',
      resolve: scopesOfKey,
    }),
    organization: t.field({
      type: OrganizationRef,
      extensions: planned(plannedOrganization),
      description: 'The organization of the key.',
      resolve: (_key, _args, { context }) => currentOrganization(context),
    }),
    project: t.field({
      type: ProjectRef,
      nullable: true,
      extensions: planned(plannedProjects.ofRow),
      description: 'The project that the key gives access to. Null for an organization key.',
      resolve: (key, _args, { context }) => projectOfKey(context, key),
    }),
    rateLimit: t.field({
      type: RateLimitRef,
      nullable: true,
      description: 'The most restrictive rate limit of this request. Null: no rate limit applies.',
      resolve: (_key, _args, { context }) => context.rateLimit(),
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerRef,
    extensions: planned({ kind: 'same' }),
    auth: ['ORGANIZATION', 'PROJECT'],
    scope: null,
    description: 'Returns the caller and what its key gives access to. The cheapest query to check a key.',
    resolve: (_root, _args, { context }) => viewerKey(context),
  }),
);
