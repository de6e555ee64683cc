import { describe, expect, test } from 'vitest';
import { makeKey } from '../../../support/fixtures/api-key.ts';
import { makeOrganization, makeProject, type OrganizationWorld } from '../../../support/fixtures.ts';
import { sendCodeSpar, shownId } from '../../../support/http/codespar.ts';
import { useServer } from '../../../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ transport: 'each', overrides: { clock: { now: () => instant } } });

/** An organization with four projects besides its default one. Ids, newest first. */
async function makeFive() {
  const organization = await makeOrganization(server);
  const ids = [shownId(organization.defaultProjectId)];
  for (let count = 0; count < 4; count++) {
    instant = new Date(instant.getTime() + 1);
    ids.unshift(shownId((await makeProject(server, organization)).id));
  }
  return { organization, ids };
}

const list = async (sender: Pick<OrganizationWorld, 'secret'>, query = '') =>
  sendCodeSpar(server, sender, `GET /projects${query}`);

describe('GET /v1/projects', () => {
  test('answers a window, newest first, with the number of all', async () => {
    const { organization, ids } = await makeFive();
    const windows = [
      ['', [0, 5], 50, 0],
      ['?limit=2', [0, 2], 2, 0],
      ['?limit=2&offset=2', [2, 4], 2, 2],
      ['?limit=2&offset=4', [4, 5], 2, 4],
      ['?offset=5', [5, 5], 50, 5],
      ['?limit=100&offset=1000000', [5, 5], 100, 1_000_000],
    ] as const;
    for (const [query, [from, to], limit, offset] of windows) {
      const { status, body } = await list(organization, query);
      expect(status).toBe(200);
      expect(
        body.projects.map(({ id }: { id: string }) => id),
        query,
      ).toEqual(ids.slice(from, to));
      expect(body).toEqual({ projects: body.projects, data: body.projects, total: 5, limit, offset });
    }
  });

  test('filters by is_default, and counts what passes', async () => {
    const { organization, ids } = await makeFive();
    const found = async (value: string) => {
      const { body } = await list(organization, `?is_default=${value}&limit=3`);
      return [body.total, body.projects.map(({ id }: { id: string }) => id)];
    };
    expect(await found('true')).toEqual([1, ids.slice(4)]);
    expect(await found('false')).toEqual([4, ids.slice(0, 3)]);
  });

  test.each(['limit=0', 'limit=101', 'limit=x', 'offset=-1', 'offset=1.5', 'is_default=maybe', 'page=2'])(
    'refuses ?%s as invalid_body',
    async (query) => {
      const { status, body } = await list(await makeOrganization(server), `?${query}`);
      expect([status, body.error]).toEqual([400, 'invalid_body']);
      expect(body.issues).toHaveLength(1);
    },
  );

  test('shows no project of another organization, and to a restricted key only its own', async () => {
    const { organization, ids } = await makeFive();
    await makeFive();
    expect((await list(organization)).body.total).toBe(5);
    const projectIds = ids.slice(0, 2).map((id) => id.replace('prj_', 'proj_'));
    const restricted = await makeKey(server, organization, { projectIds });
    const { body } = await list(restricted);
    expect(body.projects.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2));
    expect(body.total).toBe(2);
  });
});
