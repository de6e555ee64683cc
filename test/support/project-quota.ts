import type { SetProjectQuotaInput } from '../generated/graphql.ts';
import { run } from './client.ts';
import { SetProjectQuota } from './operations/project-quota.ts';
import type { TestServer } from './server.ts';
import type { World } from './world.ts';

/** Sets a hard quota unless told otherwise, and gives it as the answer has it. */
export async function setQuota(
  server: TestServer,
  { organization, project }: World,
  input: Partial<SetProjectQuotaInput>,
) {
  const variables = { input: { projectId: project.id, mode: 'HARD' as const, ...input } };
  const { setProjectQuota } = await run(server, SetProjectQuota, variables, organization.credentials);
  return setProjectQuota.project.quota;
}
