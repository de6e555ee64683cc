import { rateLimitBudgets } from '../../domain/core/rate-budget.ts';
import type { RateLimitState } from '../../domain/core/request-context.ts';
import { rateLimitOf, setRateLimit } from '../../domain/rate-limit/rate-limit.ts';
import { builder } from '../builder.ts';
import { defineMutation } from '../define-mutation.ts';
import { ApiKeyRef, ProjectRef } from '../refs.ts';

const budgetValues = Object.entries(rateLimitBudgets).map(([budget, description]) => [
  budget,
  { description },
]);

const RateLimitBudgetRef = builder.enumType('RateLimitBudget', {
  description:
    'The budgets that requests are charged to, each counted separately. `extensions.budget` of a 429 response names the exhausted one; the headers `RateLimit` and `RateLimit-Policy` name budgets in lower case.',
  values: Object.fromEntries(budgetValues),
});

export const RateLimitRef = builder.objectRef<RateLimitState>('RateLimit').implement({
  description:
    'The most restrictive rate limit of this request: the budget with the fewest remaining points in this minute.',
  fields: (t) => ({
    budget: t.field({
      type: RateLimitBudgetRef,
      description: 'The budget, one of those that this request is charged to.',
      resolve: ({ budget }) => budget,
    }),
    limit: t.exposeInt('limit', { description: 'Points per minute.' }),
    remaining: t.exposeInt('remaining', { description: 'Points left after this request.' }),
    resetAt: t.expose('resetAt', { type: 'DateTime', description: 'When all points are available again.' }),
    cost: t.exposeInt('cost', {
      description:
        'Points charged to the budget by this request: one for each 100 objects that it can return at most; nested pages multiply. Each mutation and each `verifyApiKey` costs at least 1.',
    }),
  }),
});

const description =
  'Rate limit of all keys of the project together, in points per minute, within the limit of the organization. Null: no limit of its own.';

builder.objectFields(ProjectRef, (t) => ({
  rateLimitPerMinute: t.int({
    nullable: true,
    description,
    resolve: async (project, _args, { context }) => (await rateLimitOf(context, project)).perMinute,
  }),
  guaranteedPerMinute: t.int({
    nullable: true,
    description:
      "Points per minute of the organization's project traffic that are reserved for the keys of the project. Null: none.",
    resolve: async (project, _args, { context }) => (await rateLimitOf(context, project)).guaranteedPerMinute,
  }),
}));

builder.objectFields(ApiKeyRef, (t) => ({
  rateLimitPerMinute: t.int({
    nullable: true,
    description:
      'Rate limit of the key in points per minute, within the limits of its project and organization. Null: no limit of its own.',
    resolve: async (apiKey, _args, { context }) => (await rateLimitOf(context, apiKey)).perMinute,
  }),
  guaranteedPerMinute: t.int({
    nullable: true,
    description:
      "Points per minute of the organization's project traffic that are reserved for the key, before those reserved for its project. Null: none. Always null for an organization key.",
    resolve: async (apiKey, _args, { context }) => (await rateLimitOf(context, apiKey)).guaranteedPerMinute,
  }),
}));

const SetRateLimitPayload = builder.simpleObject('SetRateLimitPayload', {
  description: 'Result of `setRateLimit`.',
  fields: (t) => ({
    project: t.field({
      type: ProjectRef,
      nullable: true,
      description: 'The project after the change. Null when the limit was set for a key.',
    }),
    apiKey: t.field({
      type: ApiKeyRef,
      nullable: true,
      description: 'The key after the change. Null when the limit was set for a project.',
    }),
  }),
});

defineMutation('setRateLimit', {
  auth: ['ORGANIZATION'],
  scope: 'limits:write',
  audits: 'RATE_LIMIT_SET',
  errors: ['API_KEY_NOT_FOUND', 'PROJECT_NOT_FOUND'],
  description:
    "Sets or removes the rate limit of a project or key, or the share of the organization's limit that is guaranteed to it. Takes effect within 5 seconds. Idempotent.",
  inputDescription: 'The project or key, and its limit.',
  inputTypeDescription:
    'Input of `setRateLimit`: exactly one of `projectId` and `apiKeyId`, and at least one of `perMinute` and `guaranteedPerMinute`.',
  input: (t) => ({
    projectId: t.id({ description: 'The id of a project of the organization.' }),
    apiKeyId: t.id({ description: 'The id of an active key of the organization or of one of its projects.' }),
    perMinute: t.int({
      description: 'Rate limit in points per minute, 1 to 1,000,000. Null removes it. Absent: unchanged.',
    }),
    guaranteedPerMinute: t.int({
      description:
        "Points per minute, 1 to 1,000,000, of the organization's project traffic that other keys cannot use. For a project or a project key, at most its `perMinute`; the sum over the organization cannot exceed its limit. Null removes the guarantee. Absent: unchanged.",
    }),
  }),
  payload: SetRateLimitPayload,
  resolve: (_root, { input }, { context }) => setRateLimit(context, input),
});
