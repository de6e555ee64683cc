import { makeSession } from '../fixtures/session.ts';
import { freshName } from '../fixtures.ts';
import { CloseSession, CreateSession } from '../operations/session.ts';
import { type AuditCase, auditCase, inProject } from './audit-case.ts';

/** The mutations of sessions, as somebody may do them. */
export const sessionAuditCases: Readonly<Record<string, AuditCase>> = {
  createSession: auditCase(
    'project',
    CreateSession,
    () => ({ input: { userId: freshName('user'), toolkitSlugs: ['github', 'slack'] } }),
    ({ createSession: { session } }, world, { input }) =>
      inProject('SESSION_CREATED', world, session.id, input),
  ),
  closeSession: auditCase(
    'project',
    CloseSession,
    async ({ project }, server) => {
      const { id } = await makeSession(server, project);
      return { input: { id, status: 'ERROR' as const } };
    },
    (_data, world, { input: { id } }) =>
      inProject('SESSION_CLOSED', world, id, { status: { before: 'ACTIVE', after: 'ERROR' } }),
  ),
};
