import { archive } from '../fixtures/project-archive.ts';
import { makeProject } from '../fixtures.ts';
import { PurgeProject, RestoreProject } from '../operations/project-archive.ts';
import { type Refusal, refusal } from './refusal.ts';

/** Root fields of archived projects. */
export const projectArchiveRefusals: Readonly<Record<string, Refusal>> = {
  'Mutation.restoreProject': refusal(
    ['ORGANIZATION'],
    'not found',
    RestoreProject,
    async (tenant, server) => ({
      input: { id: await archive(server, tenant, (await makeProject(server, tenant.organization)).id) },
    }),
  ),
  'Mutation.purgeProject': refusal(['ORGANIZATION'], 'not found', PurgeProject, async (tenant, server) => ({
    input: { id: await archive(server, tenant, (await makeProject(server, tenant.organization)).id) },
  })),
};
