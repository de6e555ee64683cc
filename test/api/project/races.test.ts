import { describe, expect, test } from 'vitest';
import { type Credentials, send } from '../../support/client.ts';
import { untilWaiting, whileLocked } from '../../support/database/transaction.ts';
import { makeOrganization, makeProject, type OrganizationWorld } from '../../support/fixtures.ts';
import { RegenerateApiKey } from '../../support/operations/api-key.ts';
import { DeleteProject, UpdateProject } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'each' });

/** Why a write was refused: the reason, or the code of an error that has none. Null: it was not. */
async function refusalReason(answer: ReturnType<typeof send>): Promise<string | null> {
  const [error] = (await answer).errors;
  return error ? (error.extensions.reason ?? error.extensions.code) : null;
}

const remove = (id: string, headers: Credentials) =>
  refusalReason(send(server, DeleteProject, { input: { id } }, headers));

const promote = (id: string, headers: Credentials) =>
  refusalReason(send(server, UpdateProject, { input: { id, isDefault: true } }, headers));

const regenerate = (projectId: string, headers: Credentials) =>
  refusalReason(send(server, RegenerateApiKey, { input: { projectId } }, headers));

const changeNames = (id: string, names: { name: string; slug: string }, headers: Credentials) =>
  refusalReason(send(server, UpdateProject, { input: { id, ...names } }, headers));

async function defaultsOf({ id }: OrganizationWorld): Promise<string[]> {
  const rows = await server.database.query<{ id: string }>(
    `SELECT id FROM project WHERE organization_id = '${id}' AND is_default`,
  );
  return rows.map((row) => row.id);
}

const recorded = ({ id }: OrganizationWorld, action: string) =>
  server.database.query(
    `SELECT id FROM audit_entry WHERE organization_id = '${id}' AND action = '${action}'`,
  );

const times = (count: number) => Array.from({ length: count });

describe('concurrent project writes', () => {
  test('ten promotions of ten projects all succeed and leave exactly one default project', async () => {
    const organization = await makeOrganization(server);
    const projects = await Promise.all(times(10).map(() => makeProject(server, organization)));
    const reasons = await Promise.all(projects.map(({ id }) => promote(id, organization.credentials)));
    expect(reasons).toEqual(times(10).map(() => null));
    const [winner, ...others] = await defaultsOf(organization);
    expect(others).toEqual([]);
    expect(projects.map(({ id }) => id)).toContain(winner);
    expect(await recorded(organization, 'PROJECT_UPDATED')).toHaveLength(10);
  });

  test('of ten deletions one succeeds and is recorded, and the others get NOT_FOUND', async () => {
    const organization = await makeOrganization(server);
    const { id } = await makeProject(server, organization);
    const reasons = await Promise.all(times(10).map(() => remove(id, organization.credentials)));
    expect(reasons.filter((reason) => reason === null)).toHaveLength(1);
    expect(reasons.filter((reason) => reason === 'PROJECT_NOT_FOUND')).toHaveLength(9);
    expect(await recorded(organization, 'PROJECT_ARCHIVED')).toHaveLength(1);
  });

  test('deleting and promoting one project are serialized, with exactly one default project', async () => {
    const organization = await makeOrganization(server);
    const { credentials } = organization;
    for (const _round of times(5)) {
      const { id } = await makeProject(server, organization);
      const outcome = await Promise.all([remove(id, credentials), promote(id, credentials)]);
      expect([
        [null, 'PROJECT_NOT_FOUND'],
        ['CANNOT_DELETE_DEFAULT', null],
      ]).toContainEqual(outcome);
      expect(await defaultsOf(organization)).toHaveLength(1);
    }
  });

  test.each([
    ['began before it', [regenerate, remove]],
    ['began after it', [remove, regenerate]],
  ] as const)(
    'a deletion succeeds beside a regeneration that %s, without an internal error',
    async (_order, [first, second]) => {
      const organization = await makeOrganization(server);
      const { id } = await makeProject(server, organization);
      await whileLocked(
        server,
        `SELECT id FROM api_key WHERE project_id = '${id}' FOR UPDATE`,
        async (letGo) => {
          const one = first(id, organization.credentials);
          await untilWaiting(server, 1);
          const other = second(id, organization.credentials);
          await untilWaiting(server, 2);
          await letGo();
          const [deletion, regeneration] = first === remove ? [one, other] : [other, one];
          expect([null, 'PROJECT_NOT_FOUND']).toContain(await regeneration);
          expect(await deletion).toBeNull();
        },
      );
      expect(await server.database.query(`SELECT id FROM api_key WHERE project_id = '${id}'`)).toEqual([]);
    },
  );
});

describe('concurrent project writes reject', () => {
  test('both of two projects that swap slugs, without an internal error', async () => {
    const organization = await makeOrganization(server);
    const one = await makeProject(server, organization, { name: 'one' });
    const other = await makeProject(server, organization, { name: 'other' });
    const takeName = (name: string) => `
      INSERT INTO project SELECT (jsonb_populate_record(project,
        '{"id": "${name}", "name": "${name}", "slug": "${name}"}')).* FROM project WHERE id = '${one.id}';`;
    await whileLocked(server, takeName('held-1') + takeName('held-2'), async (letGo) => {
      const reasons = Promise.all([
        changeNames(one.id, { name: 'held-1', slug: 'other' }, organization.credentials),
        changeNames(other.id, { name: 'held-2', slug: 'one' }, organization.credentials),
      ]);
      await untilWaiting(server, 2);
      await letGo();
      expect(await reasons).toEqual(['SLUG_TAKEN', 'SLUG_TAKEN']);
    });
    const slugs = await server.database.query(`
      SELECT slug FROM project WHERE organization_id = '${organization.id}' ORDER BY slug`);
    expect(slugs).toEqual([{ slug: 'default' }, { slug: 'one' }, { slug: 'other' }]);
  });
});

describe('concurrent project writes isolate tenants', () => {
  test('concurrent promotions in several organizations leave one default project in each', async () => {
    const worlds = await Promise.all(
      times(5).map(async () => {
        const organization = await makeOrganization(server);
        return { organization, project: await makeProject(server, organization) };
      }),
    );
    await Promise.all(
      worlds.map(({ organization, project }) => promote(project.id, organization.credentials)),
    );
    for (const { organization, project } of worlds) {
      expect(await defaultsOf(organization)).toEqual([project.id]);
    }
  });
});
