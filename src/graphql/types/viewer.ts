import { viewerKey } from '../../domain/api-key/find.ts';
import type { ApiKey } from '../../domain/api-key/issue.ts';
import { currentOrganization } from '../../domain/organization/organization.ts';
import { projectOfKey } from '../../domain/project/find.ts';
import { builder } from '../builder.ts';
import { fieldHints } from '../fast-path/field-hints.ts';
import { ApiKeyRef, OrganizationRef, ProjectRef } from '../refs.ts';
import { RateLimitRef } from './rate-limit.ts';

const KeyKind = builder.enumType('KeyKind', {
  description: 'What a key opens.',
  values: {
    ORGANIZATION: { description: 'An organization and all of its projects.' },
    PROJECT: { description: 'One project and nothing else.' },
  } as const,
});

const ViewerRef = builder.objectRef<ApiKey>('Viewer').implement({
  description: 'Who is asking, as the key tells it.',
  fields: (t) => ({
    kind: t.field({
      type: KeyKind,
      extensions: fieldHints.keyKind,
      description: 'What the key opens.',
      resolve: (key) => (key.projectId === null ? 'ORGANIZATION' : 'PROJECT'),
    }),
    apiKey: t.field({
      type: ApiKeyRef,
      extensions: fieldHints.same,
      description: 'The key that was sent.',
      resolve: (key) => key,
    }),
    organization: t.field({
      type: OrganizationRef,
      extensions: fieldHints.one('organization'),
      description: 'The organization of the key.',
      resolve: (_key, _args, { context }) => currentOrganization(context),
    }),
    project: t.field({
      type: ProjectRef,
      nullable: true,
      extensions: fieldHints.one('project'),
      description: 'The project that the key opens. Null for an organization key.',
      resolve: (key, _args, { context }) => projectOfKey(context, key),
    }),
    rateLimit: t.field({
      type: RateLimitRef,
      nullable: true,
      description: 'What is left of the rate limit. Null where none holds.',
      resolve: (_key, _args, { context }) => context.rateLimit(),
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerRef,
    extensions: fieldHints.root('viewer'),
    auth: ['ORGANIZATION', 'PROJECT'],
    description: 'Who is asking: the cheapest way to see what a key opens.',
    resolve: (_root, _args, { context }) => viewerKey(context),
  }),
);
