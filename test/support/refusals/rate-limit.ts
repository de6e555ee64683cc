import { SetRateLimit } from '../operations/rate-limit.ts';
import { type Refusal, refusal } from './refusal.ts';

/** The root fields of rate limits. */
export const rateLimitRefusals: Readonly<Record<string, Refusal>> = {
  'Mutation.setRateLimit': refusal(['ORGANIZATION'], 'not found', SetRateLimit, ({ project }) => ({
    input: { projectId: project.id, perMinute: 1_000_000 },
  })),
};
