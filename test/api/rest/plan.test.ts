import { beforeAll, describe, expect, test } from 'vitest';
import { type Credentials, run } from '../../support/client.ts';
import { makeKey } from '../../support/fixtures/api-key.ts';
import { makeOrganization, makeProject, makeWorld, type World } from '../../support/fixtures.ts';
import { type RestAnswer, type RestTarget, sendRest } from '../../support/http/rest.ts';
import { RegenerateApiKey, RevokeApiKey, UpdateApiKey } from '../../support/operations/api-key.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'network', env: { DEBUG_HEADERS: 'on' } });

const PROJECTS = '/api/v3.1/org/owner/project';
const EXECUTION = 'x-bailiwick-execution';
const isPlanned = ({ headers }: RestAnswer) => headers.get(EXECUTION) === 'planned';

/** Sends a request that `run` answers, which also caches the key, and one that may be planned. */
async function answersTo(target: RestTarget, credentials: Credentials) {
  const inProcess = { ...server, fetch: server.fetchInProcess };
  const executed = await sendRest(inProcess, target, credentials);
  return { executed, planned: await sendRest(server, target, credentials) };
}

const relevant = ({ status, headers, text }: RestAnswer) => ({
  status,
  text: text.replaceAll(/"request_id":"[^"]*"/g, '"request_id":""'),
  isLowerBound: headers.get('x-total-is-lower-bound'),
  type: headers.get('content-type'),
});

describe('a planned answer', () => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(server);
    const { organization, project } = world;
    for (const name of ['Quote " and \\ 🦉', 'two  spaces </script>'])
      await makeKey(server, organization, { projectId: project.id, name });
    for (let count = 0; count < 3; count++) await makeProject(server, organization);
  });

  const holders: Readonly<Record<string, () => Promise<Credentials>>> = {
    'the organization': async () => world.organization.credentials,
    'one project': async () =>
      (await makeKey(server, world.organization, { projectIds: [world.project.id] })).credentials,
    'two scopes': async () =>
      (await makeKey(server, world.organization, { scopes: ['config:read', 'projects:read'] })).credentials,
  };

  test.each(Object.entries(holders))('is, for a key of %s, that of `run`', async (_name, holder) => {
    const credentials = await holder();
    for (const query of ['', '?limit=1', '?limit=2', '?limit=50']) {
      const { executed, planned } = await answersTo(`GET ${PROJECTS}/list${query}`, credentials);
      expect([isPlanned(executed), isPlanned(planned), planned.status]).toEqual([false, true, 200]);
      expect(relevant(planned)).toEqual(relevant(executed));
    }
    const { executed, planned } = await answersTo(`GET ${PROJECTS}/${world.project.id}`, credentials);
    expect([isPlanned(planned), planned.body.api_keys.length]).toEqual([true, 3]);
    expect(relevant(planned)).toEqual(relevant(executed));
  });

  test('continues a page after its cursor', async () => {
    const { credentials } = world.organization;
    const first = await answersTo(`GET ${PROJECTS}/list?limit=2`, credentials);
    const target = `GET ${PROJECTS}/list?cursor=${first.planned.body.next_cursor}` as const;
    const { executed, planned } = await answersTo(target, credentials);
    expect([isPlanned(planned), planned.body.current_page, planned.body.data.length]).toEqual([true, 2, 2]);
    expect(relevant(planned)).toEqual(relevant(executed));
  });
});

describe('without an answer of the plan, the request', () => {
  const invalid = ['/proj_0000000000000000', '/none', '/list?limit=0', '/list?cursor=zzz', '/list?unknown=1'];

  test.each(invalid)('gets the error of `run` for %s', async (path) => {
    const { organization } = await makeWorld(server);
    await sendRest(server, `GET ${PROJECTS}/list`, organization.credentials);
    const { executed, planned } = await answersTo(`GET ${PROJECTS}${path}`, organization.credentials);
    expect([isPlanned(planned), planned.status]).toEqual([false, path.startsWith('/list') ? 400 : 404]);
    expect(relevant(planned)).toEqual(relevant(executed));
  });

  test('gets 404 for a project of another organization, as for none', async () => {
    const [own, other] = [await makeWorld(server), await makeWorld(server)];
    const ask = (id: string) => answersTo(`GET ${PROJECTS}/${id}`, own.organization.credentials);
    const foreign = relevant((await ask(other.project.id)).planned);
    expect(foreign.status).toBe(404);
    expect(foreign).toEqual(relevant((await ask('proj_0000000000000000')).planned));
  });

  test('gets 404 for a project that the key does not see, and a list without it', async () => {
    const { organization, project } = await makeWorld(server);
    const { credentials } = await makeKey(server, organization, { projectIds: [project.id] });
    const one = await answersTo(`GET ${PROJECTS}/${organization.defaultProjectId}`, credentials);
    expect([isPlanned(one.planned), one.planned.status]).toEqual([false, 404]);
    const { planned } = await answersTo(`GET ${PROJECTS}/list`, credentials);
    expect([isPlanned(planned), planned.body.total_items]).toEqual([true, 1]);
    expect(planned.body.data.map(({ id }: { id: string }) => id)).toEqual([project.id]);
  });
});

describe('a key that has changed since it was cached', () => {
  const target = `GET ${PROJECTS}/list` as const;

  test('is rejected when it is revoked or disabled', async () => {
    const organization = await makeOrganization(server);
    const ends = [
      (id: string) => run(server, RevokeApiKey, { input: { id } }, organization.credentials),
      (id: string) => run(server, UpdateApiKey, { input: { id, enabled: false } }, organization.credentials),
    ];
    for (const end of ends) {
      const { id, credentials } = await makeKey(server, organization);
      expect(isPlanned((await answersTo(target, credentials)).planned)).toBe(true);
      await end(id);
      expect((await sendRest(server, target, credentials)).status).toBe(401);
    }
  });

  test('is rejected when it loses the scope', async () => {
    const organization = await makeOrganization(server);
    const { id, credentials } = await makeKey(server, organization);
    expect(isPlanned((await answersTo(target, credentials)).planned)).toBe(true);
    await server.database.query(`UPDATE api_key SET scopes = '{config:read}' WHERE id = '${id}'`);
    expect((await sendRest(server, target, credentials)).status).toBe(403);
  });

  test('of a project shows its new keys', async () => {
    const { organization, project } = await makeWorld(server);
    const one = `GET ${PROJECTS}/${project.id}` as const;
    const before = (await answersTo(one, organization.credentials)).planned.body.api_keys;
    await run(server, RegenerateApiKey, { input: { projectId: project.id } }, organization.credentials);
    const after = await answersTo(one, organization.credentials);
    expect(isPlanned(after.planned)).toBe(true);
    expect(after.planned.body.api_keys).not.toEqual(before);
    expect(relevant(after.planned)).toEqual(relevant(after.executed));
  });
});
