import { rateLimitOf, setRateLimit } from '../domain/rate-limit.ts';
import type { RateLimitState } from '../domain/scope.ts';
import { builder } from './builder.ts';
import { ApiKeyRef, ProjectRef } from './refs.ts';

export const RateLimitRef = builder.objectRef<RateLimitState>('RateLimit').implement({
  description: 'How much may still be asked for in this minute: of the limit that is nearest to its end.',
  fields: (t) => ({
    limit: t.exposeInt('limit', { description: 'Points a minute.' }),
    remaining: t.exposeInt('remaining', { description: 'Points that are left, this request counted.' }),
    resetAt: t.expose('resetAt', { type: 'DateTime', description: 'When all points are there again.' }),
    cost: t.exposeInt('cost', {
      description:
        'Points that this request cost: one for each 100 objects that it may return at most, pages inside of pages multiplied. Each mutation costs at least 1.',
    }),
  }),
});

const description =
  'Points a minute that its keys may use up together, of those of the organization. Null: as many as there are.';

builder.objectField(ProjectRef, 'rateLimitPerMinute', (t) =>
  t.int({
    nullable: true,
    description,
    resolve: (project, _args, { scope }) => rateLimitOf(scope, project),
  }),
);

builder.objectField(ApiKeyRef, 'rateLimitPerMinute', (t) =>
  t.int({
    nullable: true,
    description:
      'Points a minute that it may use up, of those of its project and organization. Null: as many as there are.',
    resolve: (apiKey, _args, { scope }) => rateLimitOf(scope, apiKey),
  }),
);

const SetRateLimitInputRef = builder.inputType('SetRateLimitInput', {
  description: 'Of what, and how much. Exactly one of both ids is given.',
  fields: (t) => ({
    projectId: t.id({ description: 'A project of the organization.' }),
    apiKeyId: t.id({ description: 'A live key of the organization or of one of its projects.' }),
    perMinute: t.int({
      description: 'Points a minute, 1 to 1,000,000. Null: the limit is taken away. Must be given.',
    }),
  }),
});

const SetRateLimitPayload = builder.simpleObject('SetRateLimitPayload', {
  description: 'What the limit is of, with what it says now.',
  fields: (t) => ({
    project: t.field({ type: ProjectRef, nullable: true, description: 'The project. Null: it was a key.' }),
    apiKey: t.field({ type: ApiKeyRef, nullable: true, description: 'The key. Null: it was a project.' }),
  }),
});

builder.mutationField('setRateLimit', (t) =>
  t.field({
    type: SetRateLimitPayload,
    auth: ['ORGANIZATION'],
    audits: 'RATE_LIMIT_SET',
    description:
      'Gives a project or a key a rate limit of its own, beside that of the organization, or takes it away. Holds within 5 seconds.',
    args: { input: t.arg({ type: SetRateLimitInputRef, required: true, description: 'The limit.' }) },
    resolve: (_root, { input }, { scope }) => setRateLimit(scope, input),
  }),
);
