import { rateLimitBudgets } from '../../domain/core/rate-budget.ts';
import type { RateLimitState } from '../../domain/core/request-context.ts';
import { rateLimitOf, setRateLimit } from '../../domain/rate-limit/rate-limit.ts';
import { builder } from '../builder.ts';
import { ApiKeyRef, ProjectRef } from '../refs.ts';

const budgetValues = Object.entries(rateLimitBudgets).map(([budget, description]) => [
  budget,
  { description },
]);

const RateLimitBudgetRef = builder.enumType('RateLimitBudget', {
  description:
    'What requests are counted in, each budget apart. `extensions.budget` of a 429 names the one that is used up, the headers `RateLimit` and `RateLimit-Policy` name budgets in lower case.',
  values: Object.fromEntries(budgetValues),
});

export const RateLimitRef = builder.objectRef<RateLimitState>('RateLimit').implement({
  description: 'How much may still be asked for in this minute: of the budget that is nearest to its end.',
  fields: (t) => ({
    budget: t.field({
      type: RateLimitBudgetRef,
      description: 'Which of the budgets that pay for this request.',
      resolve: ({ budget }) => budget,
    }),
    limit: t.exposeInt('limit', { description: 'Points a minute.' }),
    remaining: t.exposeInt('remaining', { description: 'Points that are left, this request counted.' }),
    resetAt: t.expose('resetAt', { type: 'DateTime', description: 'When all points are there again.' }),
    cost: t.exposeInt('cost', {
      description:
        'Points that this request took of it: one for each 100 objects that it may return at most, pages inside of pages multiplied. Each mutation and each `verifyApiKey` costs at least 1.',
    }),
  }),
});

const description =
  'Points a minute that its keys may use up together, of those of the organization. Null: as many as there are.';

builder.objectFields(ProjectRef, (t) => ({
  rateLimitPerMinute: t.int({
    nullable: true,
    description,
    resolve: async (project, _args, { context }) => (await rateLimitOf(context, project)).perMinute,
  }),
  guaranteedPerMinute: t.int({
    nullable: true,
    description:
      'Points a minute of the project traffic of the organization that are kept for its keys, whatever the others use up. Null: none.',
    resolve: async (project, _args, { context }) => (await rateLimitOf(context, project)).guaranteedPerMinute,
  }),
}));

builder.objectFields(ApiKeyRef, (t) => ({
  rateLimitPerMinute: t.int({
    nullable: true,
    description:
      'Points a minute that it may use up, of those of its project and organization. Null: as many as there are.',
    resolve: async (apiKey, _args, { context }) => (await rateLimitOf(context, apiKey)).perMinute,
  }),
  guaranteedPerMinute: t.int({
    nullable: true,
    description:
      'Points a minute of the project traffic of the organization that are kept for it, before those of its project. Null: none. Of an organization key always null.',
    resolve: async (apiKey, _args, { context }) => (await rateLimitOf(context, apiKey)).guaranteedPerMinute,
  }),
}));

const SetRateLimitInputRef = builder.inputType('SetRateLimitInput', {
  description: 'Of what, and how much. Exactly one of both ids is given, and at least one of both numbers.',
  fields: (t) => ({
    projectId: t.id({ description: 'A project of the organization.' }),
    apiKeyId: t.id({ description: 'A live key of the organization or of one of its projects.' }),
    perMinute: t.int({
      description:
        'Points a minute that it may use up, 1 to 1,000,000. Null: the limit is taken away. Absent: it stays.',
    }),
    guaranteedPerMinute: t.int({
      description:
        'Points a minute, 1 to 1,000,000, of the project traffic of the organization that others cannot use up. Of a project or a project key, at most its `perMinute`; all of an organization together at most what it has. Null: the guarantee is taken away. Absent: it stays.',
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
      'Gives a project or a key a rate limit of its own or a guaranteed share of that of the organization, or takes it away. Holds within 5 seconds.',
    args: { input: t.arg({ type: SetRateLimitInputRef, required: true, description: 'The limit.' }) },
    resolve: (_root, { input }, { context }) => setRateLimit(context, input),
  }),
);
