import { describe, expect, test } from 'vitest';
import { graphql } from '../../generated/index.ts';
import { operator, projectKey, refusalOf, run, send } from '../../support/client.ts';
import { columnsContaining, rowsOf, rowsWithoutDenials } from '../../support/database/tables.ts';
import { whenBlocked } from '../../support/database/transaction.ts';
import { checksumOf, hashOf } from '../../support/fixtures/secrets.ts';
import { makeOrganization, makeProject, type OrganizationWorld } from '../../support/fixtures.ts';
import { RegenerateApiKey } from '../../support/operations/api-key.ts';
import { GetNode } from '../../support/operations/node.ts';
import { DeleteProject, GetProject } from '../../support/operations/project.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ ownDatabase: true });

const KeysOfMyOrganization = graphql(`
  query KeysOfMyOrganization {
    viewer {
      organization {
        apiKeys {
          id
        }
      }
    }
  }
`);

async function regenerate({ credentials }: OrganizationWorld, projectId: string) {
  const { regenerateApiKey } = await run(server, RegenerateApiKey, { input: { projectId } }, credentials);
  return { ...regenerateApiKey.issuedKey, listed: regenerateApiKey.project.apiKeys };
}

async function keysOf({ credentials }: OrganizationWorld, id: string) {
  return (await run(server, GetProject, { id }, credentials)).project.apiKeys;
}

async function liveKeyIds(projectId: string): Promise<unknown[]> {
  const rows = await server.database.query(`SELECT id FROM api_key WHERE project_id = '${projectId}'`);
  return rows.map(({ id }) => id);
}

async function nodeSeenBy(credentials: Record<string, string>, id: string) {
  return (await run(server, GetNode, { id }, credentials)).node;
}

async function keyIdOf(credentials: Record<string, string>): Promise<string> {
  return (await run(server, Viewer, {}, credentials)).viewer.apiKey.id;
}

describe('regenerateApiKey', () => {
  test('issues a key that works and revokes the old one immediately', async () => {
    const organization = await makeOrganization(server);
    const project = await makeProject(server, organization);
    const { secret, apiKey, listed } = await regenerate(organization, project.id);
    expect(listed).toEqual([{ id: apiKey.id }]);
    expect(await keysOf(organization, project.id)).toEqual([apiKey]);
    const { viewer } = await run(server, Viewer, {}, projectKey(secret));
    expect(viewer).toMatchObject({ kind: 'PROJECT', apiKey, project: { id: project.id } });
    const { status, errors } = await send(server, Viewer, {}, project.credentials);
    expect(status).toBe(401);
    expect(errors[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'KEY_REVOKED' });
  });

  test('issues the first key of a project without keys', async () => {
    const organization = await makeOrganization(server);
    expect(await keysOf(organization, organization.defaultProjectId)).toEqual([]);
    const { secret, apiKey } = await regenerate(organization, organization.defaultProjectId);
    expect(await keysOf(organization, organization.defaultProjectId)).toEqual([apiKey]);
    const { viewer } = await run(server, Viewer, {}, projectKey(secret));
    expect(viewer.project).toEqual({ id: organization.defaultProjectId });
  });

  test('leaves organization keys and keys of other projects unchanged', async () => {
    const organization = await makeOrganization(server);
    const [project, neighbour] = [
      await makeProject(server, organization),
      await makeProject(server, organization),
    ];
    await regenerate(organization, project.id);
    expect((await run(server, Viewer, {}, neighbour.credentials)).viewer.kind).toBe('PROJECT');
    expect((await run(server, Viewer, {}, organization.credentials)).viewer.kind).toBe('ORGANIZATION');
  });

  test.each([
    { shouldHaveKey: true, project: 'a project with a key' },
    { shouldHaveKey: false, project: 'a project without a key' },
  ])('20 concurrent calls for $project all succeed and leave one valid key', async ({ shouldHaveKey }) => {
    const organization = await makeOrganization(server);
    const projectId = shouldHaveKey
      ? (await makeProject(server, organization)).id
      : organization.defaultProjectId;
    const issued = await Promise.all(Array.from({ length: 20 }, () => regenerate(organization, projectId)));
    expect(new Set(issued.map(({ secret }) => secret)).size).toBe(20);
    const answers = await Promise.all(
      issued.map(({ secret }) => send(server, Viewer, {}, projectKey(secret))),
    );
    const opened = answers.filter(({ status }) => status === 200).map(({ data }) => data?.viewer.apiKey.id);
    const reasons = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.reason));
    expect(await liveKeyIds(projectId)).toEqual(opened);
    expect(opened).toHaveLength(1);
    expect(reasons).toEqual(Array(19).fill('KEY_REVOKED'));
  });

  test('issues a secret of a prefix by kind, 32 random characters and a checksum', async () => {
    const organization = await makeOrganization(server);
    const project = await makeProject(server, organization);
    const { secret } = await regenerate(organization, project.id);
    expect(organization.secret).toMatch(/^oak_[0-9A-Za-z]{38}$/);
    expect(project.secret).toMatch(/^ak_[0-9A-Za-z]{38}$/);
    expect(secret).toMatch(/^ak_[0-9A-Za-z]{38}$/);
    for (const issued of [organization.secret, project.secret, secret])
      expect(issued.slice(-6)).toBe(checksumOf(issued.slice(0, -6)));
  });

  test('lists a key with the first and last characters of its secret only', async () => {
    const organization = await makeOrganization(server);
    const project = await makeProject(server, organization);
    const { secret, apiKey } = await regenerate(organization, project.id);
    expect(apiKey).toMatchObject({ prefix: secret.slice(0, 'ak_'.length + 4), last4: secret.slice(-4) });
    const { viewer } = await run(server, Viewer, {}, organization.credentials);
    const { prefix, last4 } = viewer.apiKey;
    expect([prefix, last4]).toEqual([organization.secret.slice(0, 8), organization.secret.slice(-4)]);
    const { text } = await send(server, GetProject, { id: project.id }, organization.credentials);
    expect(text).not.toContain(secret.slice(0, 12));
  });

  test('stores the SHA-256 and the first and last characters of a secret, never the secret', async () => {
    const organization = await makeOrganization(server);
    const project = await makeProject(server, organization);
    const { secret } = await regenerate(organization, project.id);
    const issuedKeys = [
      { issued: organization.secret, table: 'api_key' },
      { issued: project.secret, table: 'revoked_key' },
      { issued: secret, table: 'api_key' },
    ];
    for (const { issued, table } of issuedKeys) {
      expect(await columnsContaining(server, issued)).toEqual([]);
      expect(await columnsContaining(server, issued.slice(0, 12))).toEqual([]);
      // Whether its use has been written down by now nobody can tell.
      const places = (await columnsContaining(server, hashOf(issued))).filter(
        (place) => place !== 'secret_use.hash',
      );
      expect(places).toEqual([`${table}.hash`, 'secret_route.hash']);
      expect(await columnsContaining(server, issued.slice(0, issued.indexOf('_') + 5))).toEqual([
        `${table}.prefix`,
      ]);
    }
  });

  test('records an audit entry without the secret and its hash', async () => {
    const organization = await makeOrganization(server);
    const project = await makeProject(server, organization);
    const { secret, apiKey } = await regenerate(organization, project.id);
    const entries = (await rowsOf(server, organization.id)).filter(({ table }) => table === 'audit_entry');
    const entry = entries.find(({ row }) => row.action === 'API_KEY_REGENERATED');
    expect(entry?.row).toMatchObject({ target_id: project.id, changes: { apiKeyId: apiKey.id } });
    const hash = hashOf(secret);
    for (const text of [secret, secret.slice(-10), hash.toString('hex'), hash.toString('base64')])
      expect(JSON.stringify(entry)).not.toContain(text);
  });
});

describe('regenerateApiKey rejects', () => {
  test.each([
    'proj_0000000000000000',
    'key_0000000000000000',
    'proj_short',
    '',
    'proj_000000000000000\u0000',
  ])('%j, which names no project', async (projectId) => {
    const organization = await makeOrganization(server);
    const before = await rowsOf(server, organization.id);
    const fault = await refusalOf(
      server,
      RegenerateApiKey,
      { input: { projectId } },
      organization.credentials,
    );
    expect(fault.extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'PROJECT_NOT_FOUND' });
    expect(await rowsOf(server, organization.id)).toEqual(before);
  });

  test('a project key and the operator, and leaves the key unchanged', async () => {
    const organization = await makeOrganization(server);
    const project = await makeProject(server, organization);
    const before = await rowsWithoutDenials(server, organization.id);
    const variables = { input: { projectId: project.id } };
    for (const credentials of [project.credentials, operator]) {
      const { data, errors } = await send(server, RegenerateApiKey, variables, credentials);
      expect(data).toEqual({ regenerateApiKey: null });
      expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'WRONG_KEY_KIND' });
    }
    expect(await rowsWithoutDenials(server, organization.id)).toEqual(before);
    expect((await run(server, Viewer, {}, project.credentials)).viewer.kind).toBe('PROJECT');
  });

  test('a project that is being deleted with NOT_FOUND', async () => {
    const organization = await makeOrganization(server);
    const project = await makeProject(server, organization);
    const regeneration = await whenBlocked(server, {
      by: `DELETE FROM project WHERE id = '${project.id}'`,
      work: () =>
        send(server, RegenerateApiKey, { input: { projectId: project.id } }, organization.credentials),
    });
    const { code, reason } = regeneration.errors[0]?.extensions ?? {};
    expect({ code, reason }).toEqual({ code: 'NOT_FOUND', reason: 'PROJECT_NOT_FOUND' });
    expect(await columnsContaining(server, project.id)).not.toContain('api_key.project_id');
  });
});

describe('regenerateApiKey isolates tenants', () => {
  test('a project of another organization gets the response of an unknown project', async () => {
    const [owner, stranger] = [await makeOrganization(server), await makeOrganization(server)];
    const project = await makeProject(server, owner);
    const before = await rowsOf(server, owner.id);
    const attempt = (projectId: string) =>
      refusalOf(server, RegenerateApiKey, { input: { projectId } }, stranger.credentials);
    const foreign = await attempt(project.id);
    const unknown = await attempt('proj_0000000000000000');
    expect(foreign.extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'PROJECT_NOT_FOUND' });
    expect({ ...foreign, extensions: { ...foreign.extensions, requestId: '' } }).toEqual({
      ...unknown,
      extensions: { ...unknown.extensions, requestId: '' },
    });
    expect(await rowsOf(server, owner.id)).toEqual(before);
    expect((await run(server, Viewer, {}, project.credentials)).viewer.project).toEqual({ id: project.id });
  });

  test('an organization key lists organization keys and keys of its projects, none of other organizations', async () => {
    const [owner, stranger] = [await makeOrganization(server), await makeOrganization(server)];
    const project = await makeProject(server, owner);
    const outsider = await makeProject(server, stranger);
    for (const holder of [owner, project]) {
      const id = await keyIdOf(holder.credentials);
      expect(await nodeSeenBy(owner.credentials, id)).toEqual({ __typename: 'ApiKey', id });
      expect(await nodeSeenBy(stranger.credentials, id)).toBeNull();
      expect(await nodeSeenBy(outsider.credentials, id)).toBeNull();
    }
  });

  test('a project key lists keys of its own project, none of a sibling or of its organization', async () => {
    const organization = await makeOrganization(server);
    const project = await makeProject(server, organization);
    const neighbour = await makeProject(server, organization);
    const ownId = await keyIdOf(project.credentials);
    expect(await nodeSeenBy(project.credentials, ownId)).toEqual({ __typename: 'ApiKey', id: ownId });
    expect(await nodeSeenBy(project.credentials, await keyIdOf(neighbour.credentials))).toBeNull();
    expect(await nodeSeenBy(project.credentials, await keyIdOf(organization.credentials))).toBeNull();
    const fault = await refusalOf(server, KeysOfMyOrganization, {}, project.credentials);
    expect(fault.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'WRONG_KEY_KIND' });
  });

  test('a revoked key and one of a deleted project are not listed for any caller', async () => {
    const organization = await makeOrganization(server);
    const project = await makeProject(server, organization);
    const revokedId = await keyIdOf(project.credentials);
    const { secret, apiKey } = await regenerate(organization, project.id);
    expect(await nodeSeenBy(organization.credentials, revokedId)).toBeNull();
    expect(await nodeSeenBy(projectKey(secret), revokedId)).toBeNull();
    await run(server, DeleteProject, { input: { id: project.id } }, organization.credentials);
    expect(await nodeSeenBy(organization.credentials, apiKey.id)).toBeNull();
  });
});
