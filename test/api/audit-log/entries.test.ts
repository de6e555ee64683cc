import { describe, expect, test } from 'vitest';
import { schema } from '../../../src/graphql/schema.ts';
import { type AuditCase, credentialsOf } from '../../support/audit-cases/audit-case.ts';
import { auditCases } from '../../support/audit-cases/audit-cases.ts';
import { type Answer, type Credentials, operator, run, send } from '../../support/client.ts';
import { useFailingAuditLog } from '../../support/database/failing-audit-log.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { hashOf } from '../../support/fixtures/secrets.ts';
import { freshName, makeWorld, type World } from '../../support/fixtures.ts';
import { faultOf } from '../../support/http/request.ts';
import { RegenerateApiKey } from '../../support/operations/api-key.ts';
import { CreateOrganization } from '../../support/operations/organization.ts';
import {
  CreateProject,
  DeleteProject,
  UpdateProject,
  UpdateProjectConfig,
} from '../../support/operations/project.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();
const whileClosed = useFailingAuditLog(server);
const seededServer = useServer({ ownDatabase: true, env: { BOOTSTRAP: '1' } });

type Entry = {
  readonly id: string;
  readonly organization_id: string;
  readonly action: string;
  readonly [column: string]: unknown;
};

/** The key of an actor, as entries tell it. */
async function keyOf(world: World, actor: AuditCase['actor']) {
  if (actor === 'operator') return { actor_key_id: null, actor_key_name: null };
  const { id } = (await run(server, Viewer, {}, credentialsOf(world, actor))).viewer.apiKey;
  const [key] = await server.database.query(`SELECT name FROM api_key WHERE id = '${id}'`);
  return { actor_key_id: id, actor_key_name: key?.name };
}

async function entriesOf(requestId: string): Promise<Entry[]> {
  return server.database.query<Entry>(`SELECT * FROM audit_entry WHERE request_id = '${requestId}'`);
}

describe('audit log', () => {
  test('has an audit case for every mutation', () => {
    const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
    const known = Object.keys(auditCases).map((name) => name.split(' ')[0]);
    expect([...new Set(known)].sort()).toEqual(mutations.sort());
  });

  const isUpdate = (name: string) => /^(update|set|close|revokeConnected)|that changes/.test(name);

  test.each(Object.entries(auditCases))(
    '%s records exactly one entry in its transaction, with actor, target, client address and changes',
    async (name, { actor, prepare }) => {
      const world = await makeWorld(server);
      const { perform } = await prepare(server, world);
      const before = new Set((await rowsOf(server, world.organization.id)).map(({ version }) => version));
      const key = await keyOf(world, actor);
      const requestId = freshName('request');
      const expected = await perform({ 'x-request-id': requestId, 'user-agent': 'tests/1.0' });
      const entries = await entriesOf(requestId);
      expect(entries).toEqual([
        {
          ...expected,
          id: expect.stringMatching(/^aud_[0-9A-Za-z]{16}$/),
          actor_kind: actor,
          ...key,
          request_id: requestId,
          created_at: expect.any(Date),
          ip: '127.0.0.1',
          user_agent: 'tests/1.0',
          result: 'SUCCESS',
          denied_reason: null,
          position: expect.stringMatching(/^\d+$/),
        },
      ]);
      const after = await rowsOf(server, expected.organization_id);
      const written = after.filter(({ version }) => !before.has(version));
      expect(written.filter(({ table }) => table === 'audit_entry')).toHaveLength(1);
      expect(new Set(written.map(({ version }) => version)).size, 'one transaction').toBe(1);
      if (!isUpdate(name)) return;
      expect(Object.keys(expected.changes)).not.toEqual([]);
      for (const change of Object.values(expected.changes)) {
        expect(change).toHaveProperty('before');
        expect(change).toHaveProperty('after');
      }
    },
  );

  test('the first start records what it creates, with the system as actor', async () => {
    await seededServer.listen();
    const entries = await seededServer.database.query<Entry>(
      'SELECT action, actor_kind, actor_key_id, actor_key_name, request_id, ip, user_agent FROM audit_entry ORDER BY action',
    );
    const byNoKey = { actor_kind: 'system', actor_key_id: null, actor_key_name: null };
    const bySystem = { ...byNoKey, request_id: null, ip: null, user_agent: null };
    expect(entries).toEqual([
      { action: 'API_KEY_CREATED', ...bySystem },
      { action: 'ORGANIZATION_CREATED', ...bySystem },
    ]);
  });

  test('no entry contains a secret or a hash', async () => {
    const answers = [];
    const secrets: string[] = [];
    for (const { prepare } of Object.values(auditCases)) {
      const world = await makeWorld(server);
      secrets.push(world.organization.secret, world.project.secret);
      const { attempt } = await prepare(server, world);
      answers.push(await attempt());
    }
    const issued = answers.flatMap(({ text }) => text.match(/\bo?ak_[0-9A-Za-z]{38}\b/g) ?? []);
    secrets.push(...issued);
    expect(issued.length).toBeGreaterThanOrEqual(3);
    const log = JSON.stringify(await server.database.query('SELECT to_jsonb(a) FROM audit_entry a'));
    for (const secret of secrets) {
      expect(log).not.toContain(secret.slice(0, 12));
      expect(log).not.toContain(secret.slice(-10));
      for (const encoding of ['hex', 'base64', 'base64url'] as const)
        expect(log).not.toContain(hashOf(secret).toString(encoding).slice(0, 16));
    }
  });
});

/** Refused for the product's own reasons. */
const refusedDeeds: Readonly<
  Record<string, readonly [reason: string, (world: World, id: Credentials) => Promise<Answer<unknown>>]>
> = {
  'createOrganization without a name': [
    'INVALID_VALUE',
    (_world, id) => send(server, CreateOrganization, { input: { name: '' } }, { ...operator, ...id }),
  ],
  'createProject with a name that is taken': [
    'NAME_TAKEN',
    ({ organization, project }, id) =>
      send(server, CreateProject, { input: { name: project.name } }, { ...organization.credentials, ...id }),
  ],
  'createProject with a slug that is taken': [
    'SLUG_TAKEN',
    ({ organization, project }, id) => {
      const input = { name: freshName('project'), slug: project.name, shouldCreateApiKey: true };
      return send(server, CreateProject, { input }, { ...organization.credentials, ...id });
    },
  ],
  'updateProject with a name that is taken': [
    'NAME_TAKEN',
    ({ organization, project }, id) => {
      const input = { id: project.id, name: 'default', isDefault: true };
      return send(server, UpdateProject, { input }, { ...organization.credentials, ...id });
    },
  ],
  'updateProject that demotes': [
    'INVALID_VALUE',
    ({ organization }, id) => {
      const input = { id: organization.defaultProjectId, isDefault: false };
      return send(server, UpdateProject, { input }, { ...organization.credentials, ...id });
    },
  ],
  'deleteProject of the default project': [
    'CANNOT_DELETE_DEFAULT',
    ({ organization }, id) => {
      const input = { id: organization.defaultProjectId };
      return send(server, DeleteProject, { input }, { ...organization.credentials, ...id });
    },
  ],
  'regenerateApiKey of an unknown project': [
    'PROJECT_NOT_FOUND',
    ({ organization }, id) => {
      const input = { projectId: 'proj_0000000000000000' };
      return send(server, RegenerateApiKey, { input }, { ...organization.credentials, ...id });
    },
  ],
  'updateProjectConfig with one bad setting of two': [
    'INVALID_VALUE',
    ({ project }, id) => {
      const input = { displayName: 'Shown', is2FAEnabled: null };
      return send(server, UpdateProjectConfig, { input }, { ...project.credentials, ...id });
    },
  ],
};

describe('audit log does not contain', () => {
  test.each(Object.entries(refusedDeeds))(
    'an entry for %s, which changes nothing',
    async (_name, [reason, attempt]) => {
      const world = await makeWorld(server);
      const before = await rowsOf(server, world.organization.id);
      const requestId = freshName('request');
      const answer = await attempt(world, { 'x-request-id': requestId });
      expect(faultOf(answer).extensions).toMatchObject({ reason });
      expect(await entriesOf(requestId)).toEqual([]);
      expect(await rowsOf(server, world.organization.id)).toEqual(before);
    },
  );

  test('an entry for an update that changes nothing', async () => {
    const { organization, project } = await makeWorld(server);
    const before = await rowsOf(server, organization.id);
    const { id, name } = project;
    for (const input of [{ id }, { id, name }, { id: organization.defaultProjectId, isDefault: true }])
      await run(server, UpdateProject, { input }, organization.credentials);
    for (const input of [{}, { displayName: null, is2FAEnabled: true }])
      await run(server, UpdateProjectConfig, { input }, project.credentials);
    expect(await rowsOf(server, organization.id)).toEqual(before);
  });

  test.each(Object.entries(auditCases))(
    '%s that could not be recorded: its transaction is rolled back',
    async (_name, { prepare }) => {
      const world = await makeWorld(server);
      const { attempt } = await prepare(server, world);
      const organizations = 'SELECT id FROM organization ORDER BY id';
      const before = await rowsOf(server, world.organization.id);
      const organizationsBefore = await server.database.query(organizations);
      const answer = await whileClosed(attempt);
      expect(answer.status).toBe(500);
      expect(Object.values(answer.data ?? {}).filter((root) => root !== null)).toEqual([]);
      expect(faultOf(answer).extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
      expect(answer.text).not.toMatch(/o?ak_|audit_entry|closed/);
      expect(await rowsOf(server, world.organization.id)).toEqual(before);
      expect(await server.database.query(organizations)).toEqual(organizationsBefore);
      expect((await attempt()).errors).toEqual([]);
    },
  );
});

describe('audit log isolates tenants', () => {
  test.each(Object.entries(auditCases))(
    '%s records no entry in the log of another tenant',
    async (_name, { prepare }) => {
      const [world, other] = [await makeWorld(server), await makeWorld(server)];
      const { perform } = await prepare(server, world);
      const before = await rowsOf(server, other.organization.id);
      await perform();
      expect(await rowsOf(server, other.organization.id)).toEqual(before);
    },
  );
});
