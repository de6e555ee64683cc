import { describe, expect, test } from 'vitest';
import { run } from '../../support/client.ts';
import { makeKey } from '../../support/fixtures/api-key.ts';
import { makeOrganization, makeProject, makeWorld } from '../../support/fixtures.ts';
import { sendRest, withoutRequestId } from '../../support/http/rest.ts';
import { UpdateProject } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'each' });
const PROJECTS = '/api/v3.1/org/owner/project';
const get = (id: string) => `GET ${PROJECTS}/${id}` as const;
const remove = (id: string) => `DELETE ${PROJECTS}/${id}` as const;

describe('a project over REST', () => {
  test('is created with a key, and read with the key masked', async () => {
    const { credentials, id: organizationId } = await makeOrganization(server);
    const name = 'my-staging-project';
    const created = await sendRest(server, `POST ${PROJECTS}/new`, credentials, {
      name,
      should_create_api_key: true,
    });
    expect(created.status).toBe(200);
    expect(created.body).toEqual({
      id: expect.stringMatching(/^proj_/),
      name,
      api_key: expect.stringMatching(/^ak_/),
    });
    const read = await sendRest(server, get(created.body.id), credentials);
    expect(read.status).toBe(200);
    expect(read.body).toMatchObject({ id: created.body.id, org_id: organizationId, name, deleted: false });
    expect(read.body.api_keys).toEqual([
      expect.objectContaining({ key: `ak_…${created.body.api_key.slice(-4)}` }),
    ]);
  });

  test('without a key has none, and gets the settings that are sent', async () => {
    const { credentials } = await makeOrganization(server);
    const config = {
      log_visibility_setting: 'dont_store_data',
      display_name: 'Staging',
      is_2FA_enabled: false,
    };
    const created = await sendRest(server, `POST ${PROJECTS}/new`, credentials, { name: 'staging', config });
    expect(created.body.api_key).toBeNull();
    const regenerate = `POST ${PROJECTS}/${created.body.id}/regenerate_api_key` as const;
    const { body } = await sendRest(server, regenerate, credentials);
    const settings = await sendRest(server, 'GET /api/v3.1/org/project/config', {
      'x-api-key': body.api_key.key,
    });
    expect(settings.body).toMatchObject({ ...config, mask_secret_keys_in_connected_account: true });
  });

  test('with a name that is taken is rejected with the header that forbids a retry', async () => {
    const { organization, project } = await makeWorld(server);
    const { status, headers, body } = await sendRest(
      server,
      `POST ${PROJECTS}/new`,
      organization.credentials,
      { name: project.name },
    );
    expect(status).toBe(409);
    expect(headers.get('x-should-retry')).toBe('false');
    expect(body.error).toMatchObject({ slug: 'NAME_TAKEN', status: 409 });
    expect(body.message).toBe(body.error.message);
  });

  test('gets a new key, and every earlier one is rejected at once', async () => {
    const { organization, project } = await makeWorld(server);
    const regenerate = `POST ${PROJECTS}/${project.id}/regenerate_api_key` as const;
    const { status, body } = await sendRest(server, regenerate, organization.credentials);
    expect(status).toBe(200);
    const config = 'GET /api/v3.1/org/project/config';
    expect((await sendRest(server, config, project.credentials)).status).toBe(401);
    expect((await sendRest(server, config, { 'x-api-key': body.api_key.key })).status).toBe(200);
  });

  test('is deleted, but neither the default project nor the last one', async () => {
    const { organization, project } = await makeWorld(server);
    const { credentials, defaultProjectId } = organization;
    const isDefault = await sendRest(server, remove(defaultProjectId), credentials);
    expect(isDefault.body.error).toMatchObject({ slug: 'CANNOT_DELETE_DEFAULT', status: 409 });
    const deleted = await sendRest(server, remove(project.id), credentials);
    expect([deleted.status, deleted.body]).toEqual([200, { status: 'success' }]);
    expect(Date.parse(deleted.headers.get('x-bailiwick-purge-at') ?? '')).toBeGreaterThan(Date.now());
    expect((await sendRest(server, get(project.id), credentials)).status).toBe(404);
    const isLast = await sendRest(server, remove(defaultProjectId), credentials);
    expect(isLast.body.error).toMatchObject({ slug: 'CANNOT_DELETE_LAST_PROJECT', status: 409 });
  });

  test('is archived, or deleted permanently where its credentials are to be revoked', async () => {
    const { organization, project } = await makeWorld(server);
    const other = await makeProject(server, organization);
    await sendRest(server, remove(project.id), organization.credentials);
    const revoked = await sendRest(
      server,
      `${remove(other.id)}?revoke_on_delete=true`,
      organization.credentials,
    );
    expect([revoked.status, revoked.headers.get('x-bailiwick-purge-at')]).toEqual([200, null]);
    const rows = await server.database.query<{ id: string }>(
      `SELECT id FROM archived_project WHERE organization_id = '${organization.id}'`,
    );
    expect(rows.map(({ id }) => id)).toEqual([project.id]);
    const limited = await makeKey(server, organization, { scopes: ['projects:write'] });
    const third = await makeProject(server, organization);
    const purge = `${remove(third.id)}?revoke_on_delete=true` as const;
    const denied = await sendRest(server, purge, limited.credentials);
    expect(denied.status).toBe(403);
    expect(denied.body.error.suggested_fix).toContain('projects:purge');
  });

  test('of another organization is not found, like one that does not exist', async () => {
    const [mine, other] = [await makeWorld(server), await makeWorld(server)];
    const { credentials } = mine.organization;
    const foreign = withoutRequestId(await sendRest(server, get(other.project.id), credentials));
    expect(foreign.status).toBe(404);
    for (const id of ['proj_0000000000000000', 'x', other.organization.id])
      expect(withoutRequestId(await sendRest(server, get(id), credentials))).toEqual(foreign);
  });

  test('is listed newest first, and again at the path of the older documentation', async () => {
    const organization = await makeOrganization(server);
    const made = [await makeProject(server, organization), await makeProject(server, organization)];
    const list = await sendRest(server, `GET ${PROJECTS}/list`, organization.credentials);
    const ids = list.body.data.map(({ id }: { id: string }) => id);
    expect(ids).toEqual([made[1]?.id, made[0]?.id, organization.defaultProjectId]);
    expect(list.body).toMatchObject({ next_cursor: null, total_pages: 1, current_page: 1, total_items: 3 });
    const again = await sendRest(server, 'GET /api/v3/org/projects', organization.credentials);
    expect(again.body).toEqual(list.body);
  });

  test('shows the change that GraphQL made', async () => {
    const { organization, project } = await makeWorld(server);
    const input = { id: project.id, name: 'renamed' };
    await run(server, UpdateProject, { input }, organization.credentials);
    expect((await sendRest(server, get(project.id), organization.credentials)).body.name).toBe('renamed');
  });
});
