import { run } from '../client.ts';
import { SetRateLimit } from '../operations/rate-limit.ts';
import { Viewer } from '../operations/viewer.ts';
import { type AuditCase, auditCase, inProject } from './audit-case.ts';

const changes = { perMinute: { before: null, after: 100 } };

/** The mutations of rate limits, as somebody may do them. */
export const rateLimitAuditCases: Readonly<Record<string, AuditCase>> = {
  'setRateLimit of a project': auditCase(
    'organization',
    SetRateLimit,
    ({ project }) => ({ input: { projectId: project.id, perMinute: 100 } }),
    (_data, world) => inProject('RATE_LIMIT_SET', world, world.project.id, changes),
  ),
  'setRateLimit of a key': auditCase(
    'organization',
    SetRateLimit,
    async ({ project }, server) => {
      const { viewer } = await run(server, Viewer, {}, project.credentials);
      return { input: { apiKeyId: viewer.apiKey.id, perMinute: 100 } };
    },
    ({ setRateLimit: { apiKey } }, world) => inProject('RATE_LIMIT_SET', world, apiKey?.id ?? '', changes),
  ),
};
