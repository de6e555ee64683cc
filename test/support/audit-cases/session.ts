import { makeSession } from '../fixtures/session.ts';
import { freshName } from '../fixtures.ts';
import { CloseSession, CreateSession } from '../operations/session.ts';
import { type Deed, deed, inProject } from './audit-case.ts';

/** The mutations of sessions, as somebody may do them. */
export const sessionDeeds: Readonly<Record<string, Deed>> = {
  createSession: deed(
    'project',
    CreateSession,
    () => ({ input: { userId: freshName('user'), toolkitSlugs: ['github', 'slack'] } }),
    ({ createSession: { session } }, world, { input }) =>
      inProject('SESSION_CREATED', world, session.id, input),
  ),
  closeSession: deed(
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
