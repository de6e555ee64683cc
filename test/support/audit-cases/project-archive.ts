import { archive, archivedProjects } from '../fixtures/project-archive.ts';
import type { World } from '../fixtures.ts';
import { PurgeProject, RestoreProject } from '../operations/project-archive.ts';
import type { TestServer } from '../server.ts';
import { type AuditCase, auditCase, inProject } from './audit-case.ts';

/** Returns when the project of a world was archived, which the world does not have. */
async function archivedIn(server: TestServer, world: World) {
  const id = await archive(server, world);
  const [project] = await archivedProjects(server, world);
  archivedAt.set(id, project?.archivedAt);
  return { input: { id } };
}

const archivedAt = new Map<string, unknown>();

/** The mutations of archived projects. */
export const projectArchiveAuditCases: Readonly<Record<string, AuditCase>> = {
  restoreProject: auditCase(
    'organization',
    RestoreProject,
    (world, server) => archivedIn(server, world),
    (_data, world, { input: { id } }) =>
      inProject('PROJECT_RESTORED', world, id, {
        name: world.project.name,
        slug: world.project.name,
        archivedAt: archivedAt.get(id),
        resendHeld: false,
        apiKeyCount: 1,
        webhookSubscriptionCount: 0,
      }),
  ),
  purgeProject: auditCase(
    'organization',
    PurgeProject,
    (world, server) => archivedIn(server, world),
    (_data, world, { input: { id } }) =>
      inProject('PROJECT_PURGE_STARTED', world, id, {
        name: world.project.name,
        slug: world.project.name,
        archivedAt: archivedAt.get(id),
      }),
  ),
};
