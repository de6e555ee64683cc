import { request as httpRequest } from 'node:http';
import { describe, expect, test } from 'vitest';
import { type Credentials, operator, organizationKey } from '../../support/client.ts';
import { statementsOf } from '../../support/database/statements.ts';
import { makeKey } from '../../support/fixtures/api-key.ts';
import { sealsOf, tamper, verify } from '../../support/fixtures/audit-log/chain.ts';
import { fillLog } from '../../support/fixtures/audit-log/entries.ts';
import {
  askForExport,
  type ExportLine,
  exportLines,
  recomputeHash,
} from '../../support/fixtures/audit-log/export.ts';
import { unknownSecret } from '../../support/fixtures/secrets.ts';
import { makeOrganization, makeProject, makeWorld, type OrganizationWorld } from '../../support/fixtures.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ ownDatabase: true, transport: 'network' });
const byNetwork = { fetch: (request: Request) => server.fetchByNetwork(request) };
const inProcess = { fetch: (request: Request) => server.fetchInProcess(request) };
const ways = { 'in this process': inProcess, 'over a connection': byNetwork };

const BIG = 12_000;

/** An organization with so many entries, a tenth of a second apart. */
async function bigLog(count: number): Promise<OrganizationWorld> {
  const organization = await makeOrganization(server);
  const projectIds = [organization.defaultProjectId];
  await fillLog(server, organization, { count, projectIds, from: '2026-01-01T00:00:00Z', perSecond: 10 });
  return organization;
}

const ids = (lines: readonly ExportLine[]) => lines.map(({ id }) => id);

describe('audit export', () => {
  test.each(Object.entries(ways))(
    'returns every entry complete, oldest first, with its position: %s',
    async (_way, way) => {
      const { organization, project } = await makeWorld(server);
      await makeProject(server, organization);
      const response = await askForExport(way, organization.credentials);
      expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
      expect(response.headers.get('x-request-id')).toMatch(/./);
      const lines: ExportLine[] = (await response.text())
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line));
      expect(lines).toHaveLength(3);
      expect(lines[1]).toEqual({
        cursor: expect.any(String),
        sequence: 2,
        previousHash: lines[0]?.hash,
        hash: (await sealsOf(server, organization))[1]?.hash,
        sealedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        organizationId: organization.id,
        id: expect.stringMatching(/^aud_/),
        position: expect.any(Number),
        projectId: project.id,
        action: 'PROJECT_CREATED',
        result: 'SUCCESS',
        deniedReason: null,
        actorKind: 'organization',
        actorKeyId: expect.stringMatching(/^key_/),
        actorKeyName: 'default',
        targetId: project.id,
        changes: expect.stringContaining(`"name": "${project.name}"`),
        ip: '127.0.0.1',
        userAgent: null,
        requestId: expect.any(String),
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      });
      expect((await verify(server, organization)).head?.hash).toBe(lines[2]?.hash);
    },
  );

  test('contains everything needed to recompute the hash chain', async () => {
    const organization = await bigLog(20);
    await tamper(
      server.database,
      `UPDATE audit_entry SET user_agent = 'Ünïcode "🗝" ' || chr(10) || 'x', changes = '{"a": 1.50, "ü": [null, {"b": 1e3}]}'
       WHERE organization_id = '${organization.id}'`,
    );
    const lines = await exportLines(byNetwork, organization.credentials);
    expect(lines).toHaveLength(21);
    let previousHash = '0'.repeat(64);
    for (const line of lines) {
      expect(line.previousHash).toBe(previousHash);
      expect(recomputeHash(line)).toBe(line.hash);
      previousHash = line.hash;
    }
    for (const [field, value] of Object.entries(lines[7] ?? {})) {
      if (['cursor', 'hash'].includes(field)) continue;
      const forged = { ...lines[7], [field]: value === null ? '' : `${value}x` } as ExportLine;
      expect(recomputeHash(forged), field).not.toBe(lines[7]?.hash);
    }
  });

  test('resumes after the cursor of any line, so that an interrupted export is complete and without duplicates', async () => {
    const organization = await bigLog(BIG);
    const { credentials } = organization;
    const whole = await exportLines(byNetwork, credentials);
    expect(whole).toHaveLength(BIG + 1);
    expect(whole.every(({ sequence }, index) => sequence === index + 1)).toBe(true);
    const parts: ExportLine[] = [];
    for (let cut = 17; parts.length < whole.length; cut *= 7) {
      const parameters = {
        limit: String(cut),
        ...(parts.length > 0 && { cursor: parts.at(-1)?.cursor ?? '' }),
      };
      parts.push(...(await exportLines(byNetwork, credentials, parameters)));
    }
    // As text: to compare so many objects field by field takes seconds.
    expect(JSON.stringify(parts) === JSON.stringify(whole)).toBe(true);
    await makeProject(server, organization);
    const since = await exportLines(byNetwork, credentials, { cursor: whole.at(-1)?.cursor ?? '' });
    expect(since.map(({ action, sequence }) => [action, sequence])).toEqual([['PROJECT_CREATED', BIG + 2]]);
    await stopsWithItsClient(organization);
    await readsNoFurtherThanItsReader(organization);
  });

  test('is restricted to a time range and a project', async () => {
    const organization = await bigLog(100);
    const project = await makeProject(server, organization);
    const { credentials } = organization;
    const [from, to] = ['2026-01-01T00:00:02Z', '2026-01-01T02:00:04+02:00'];
    const some = await exportLines(server, credentials, { from, to });
    expect(some.map(({ createdAt }) => createdAt)).toEqual([
      ...Array(10).fill('2026-01-01T00:00:02.000Z'),
      ...Array(10).fill('2026-01-01T00:00:03.000Z'),
    ]);
    const [, , third] = some;
    expect(ids(await exportLines(server, credentials, { from, to, cursor: third?.cursor ?? '' }))).toEqual(
      ids(some.slice(3)),
    );
    const own = await exportLines(server, credentials, { projectId: project.id });
    expect(own.map(({ targetId }) => targetId)).toEqual([project.id]);
    expect(await exportLines(server, credentials, { from: '2999-01-01T00:00:00Z' })).toEqual([]);
  });
});

/** The statements that read what is exported. */
const pagesOf = (statements: readonly string[]) =>
  statements.filter((text) => text.includes('as "previousHash"'));

/** With a big log. */
async function stopsWithItsClient({ credentials }: OrganizationWorld) {
  const { url } = await server.listen();
  const statements = await statementsOf(async () => {
    await new Promise<void>((resolve, reject) => {
      const sent = httpRequest(new URL('/audit/export', url), { headers: credentials }, (response) => {
        response.once('data', () => {
          response.destroy();
          setTimeout(resolve, 300);
        });
      });
      sent.on('error', reject);
      sent.end();
    });
  });
  expect(pagesOf(statements).length).toBeGreaterThan(0);
  expect(pagesOf(statements).length).toBeLessThan(BIG / 1_000 / 2);
}

/** With a big log. */
async function readsNoFurtherThanItsReader({ credentials }: OrganizationWorld) {
  const statements = await statementsOf(async () => {
    // Over a connection, buffers on the way would take several pages.
    const response = await askForExport(inProcess, credentials);
    const reader = response.body?.getReader();
    await reader?.read();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await reader?.cancel();
  });
  expect(pagesOf(statements).length).toBeGreaterThan(0);
  expect(pagesOf(statements).length).toBeLessThan(4);
}

const refusals: Readonly<
  Record<
    string,
    readonly [
      credentialsOf: (of: Awaited<ReturnType<typeof makeWorld>>) => Credentials,
      status: number,
      reason: string,
    ]
  >
> = {
  'a request without a key': [() => ({}), 401, 'KEY_MISSING'],
  'a key that nobody has': [() => organizationKey(unknownSecret('oak_')), 401, 'KEY_UNKNOWN'],
  'the key of a project': [({ project }) => project.credentials, 403, 'WRONG_KEY_KIND'],
  'the operator': [() => operator, 403, 'WRONG_KEY_KIND'],
};

describe('audit export rejects', () => {
  test('an organization key without the scope audit:read', async () => {
    const { organization } = await makeWorld(server);
    const { credentials } = await makeKey(server, organization, { scopes: ['config:read'] });
    const response = await askForExport(server, credentials);
    expect(response.status).toBe(403);
    expect((await response.json()).errors[0].extensions).toMatchObject({ reason: 'SCOPE_MISSING' });
    const reader = await makeKey(server, organization, { scopes: ['audit:read'] });
    expect((await askForExport(server, reader.credentials)).status).toBe(200);
  });

  test.each(Object.entries(refusals))('%s', async (_name, [credentialsOf, status, reason]) => {
    const world = await makeWorld(server);
    for (const way of Object.values(ways)) {
      const response = await askForExport(way, credentialsOf(world));
      const { errors } = await response.json();
      expect(response.status).toBe(status);
      expect(errors).toHaveLength(1);
      expect(errors[0].extensions).toMatchObject({ reason, requestId: response.headers.get('x-request-id') });
    }
  });

  test.each([
    ['from', { from: 'yesterday' }],
    ['to', { to: '2026-01-01' }],
    ['projectId', { projectId: 'staging' }],
    ['limit', { limit: '0' }],
    ['limit', { limit: 'all' }],
    ['input', { form: '2026-01-01T00:00:00Z' }],
    ['cursor', { cursor: 'made up' }],
  ])('an invalid %s: %o', async (field, parameters) => {
    const { organization } = await makeWorld(server);
    const response = await askForExport(server, organization.credentials, parameters);
    expect(response.status).toBe(400);
    expect((await response.json()).errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test('a repeated parameter and every method but GET', async () => {
    const { organization } = await makeWorld(server);
    const address = 'http://bailiwick.test/audit/export';
    const ask = (query: string, method: string) =>
      byNetwork.fetch(new Request(address + query, { method, headers: organization.credentials }));
    expect((await ask('?limit=1&limit=2', 'GET')).status).toBe(400);
    const posted = await ask('', 'POST');
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET']);
  });
});

describe('audit export isolates tenants', () => {
  test('entries, cursors and projects of another organization are not accepted or returned', async () => {
    const [own, other] = [await makeWorld(server), await makeWorld(server)];
    const { credentials } = own.organization;
    const lines = await exportLines(server, credentials);
    expect(new Set(lines.map(({ organizationId }) => organizationId))).toEqual(
      new Set([own.organization.id]),
    );
    expect(await exportLines(server, credentials, { projectId: other.project.id })).toEqual([]);
    const [foreign] = await exportLines(server, other.organization.credentials);
    const response = await askForExport(server, credentials, { cursor: foreign?.cursor ?? '' });
    expect(response.status).toBe(400);
    expect((await response.json()).errors[0].extensions.reason).toBe('INVALID_CURSOR');
  });
});
