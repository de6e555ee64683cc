import { setQuota } from '../fixtures/project-quota.ts';
import { SetProjectQuota } from '../operations/project-quota.ts';
import { type AuditCase, auditCase, inProject } from './audit-case.ts';

/** The mutations of quotas, as somebody may do them. */
export const projectQuotaAuditCases: Readonly<Record<string, AuditCase>> = {
  setProjectQuota: auditCase(
    'organization',
    SetProjectQuota,
    async (world, server) => {
      await setQuota(server, world, { toolCallsPerMonth: 10, sessionsPerMonth: 7 });
      return { input: { projectId: world.project.id, toolCallsPerMonth: 20, mode: 'SOFT' as const } };
    },
    (_data, world) =>
      inProject('PROJECT_QUOTA_SET', world, world.project.id, {
        toolCallsPerMonth: { before: 10, after: 20 },
        sessionsPerMonth: { before: 7, after: null },
        mode: { before: 'HARD', after: 'SOFT' },
      }),
  ),
};
