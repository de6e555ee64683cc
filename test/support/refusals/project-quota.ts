import * as operations from '../operations/project-quota.ts';
import { type Refusal, refusal } from './refusal.ts';

/** The root fields of quotas. */
export const projectQuotaRefusals: Readonly<Record<string, Refusal>> = {
  'Mutation.setProjectQuota': refusal(
    ['ORGANIZATION'],
    'not found',
    operations.SetProjectQuota,
    ({ project }) => ({ input: { projectId: project.id, toolCallsPerMonth: 1, mode: 'HARD' as const } }),
  ),
};
