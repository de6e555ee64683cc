import { describe, expect, test } from 'vitest';
import type { CreateProjectInput } from '../../generated/graphql.ts';
import { refusalOf, run } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { freshName, makeOrganization, type OrganizationWorld } from '../../support/fixtures.ts';
import { CreateProject, GetProject, UpdateProject } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

async function create({ credentials }: OrganizationWorld, input: Omit<CreateProjectInput, 'name'>) {
  const variables = { input: { ...input, name: freshName() } };
  return (await run(server, CreateProject, variables, credentials)).createProject.project;
}

describe('the environment of a project', () => {
  test.each([
    ['TEST', 'TEST'],
    ['LIVE', 'LIVE'],
    [null, 'LIVE'],
    [undefined, 'LIVE'],
  ] as const)('is stored at creation: %s as %s', async (environment, stored) => {
    const organization = await makeOrganization(server);
    const { id, ...created } = await create(organization, environment === undefined ? {} : { environment });
    expect(created.environment).toBe(stored);
    const { project } = await run(server, GetProject, { id }, organization.credentials);
    expect(project.environment).toBe(stored);
  });

  test('is that of each project among ten created concurrently', async () => {
    const organization = await makeOrganization(server);
    const wanted = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? 'LIVE' : 'TEST'));
    const created = await Promise.all(wanted.map((environment) => create(organization, { environment })));
    expect(created.map(({ environment }) => environment)).toEqual(wanted);
  });

  test('is LIVE for the default project of a new organization', async () => {
    const { credentials } = await makeOrganization(server);
    expect((await run(server, GetProject, {}, credentials)).project.environment).toBe('LIVE');
  });

  test.each(['live', 'STAGING', ''])('is rejected as "%s" at creation and update', async (environment) => {
    const { id, defaultProjectId, credentials } = await makeOrganization(server);
    const before = await rowsOf(server, id);
    const wrong = { environment: environment as 'LIVE' };
    const refusals = [
      await refusalOf(server, CreateProject, { input: { name: freshName(), ...wrong } }, credentials),
      await refusalOf(server, UpdateProject, { input: { id: defaultProjectId, ...wrong } }, credentials),
    ];
    for (const { extensions } of refusals)
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VARIABLES' });
    expect(await rowsOf(server, id)).toEqual(before);
  });
});
