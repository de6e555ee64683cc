import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSealer, type Sealer } from '../../../src/domain/audit-log/chain/seal.ts';
import { refusalOf, run } from '../../support/client.ts';
import { openScope, sealsOf, tamper, verify } from '../../support/fixtures/audit-log/chain.ts';
import { fillLog, idsOf, readLog } from '../../support/fixtures/audit-log/entries.ts';
import { freshName, makeOrganization, makeProject, makeWorld } from '../../support/fixtures.ts';
import { VerifyAuditLog } from '../../support/operations/audit-log.ts';
import { DeleteProject, UpdateProject } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ ownDatabase: true });

let sealer: Sealer;
let closeScope: () => Promise<void>;

beforeAll(async () => {
  const { scope: context, close } = await openScope(server.database);
  sealer = createSealer(context);
  closeScope = close;
});
afterAll(() => closeScope());

/** A log of so many entries, all sealed. Its ids, in the order of the chain. */
async function sealedLog(count: number) {
  const organization = await makeOrganization(server);
  for (let made = 1; made < count; made += 1) await makeProject(server, organization);
  await sealer.round();
  const seals = await sealsOf(server, organization);
  return { organization, seals, ids: seals.map(({ entry_id }) => entry_id) };
}

const inOrder = (ids: readonly string[], place: number) => ids[place - 1] ?? '';

describe('verifyAuditLog', () => {
  test('returns an intact result and the end of the chain', async () => {
    const { organization, seals } = await sealedLog(3);
    expect(seals.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(seals[0]?.previous_hash).toBe('0'.repeat(64));
    expect(seals[1]?.previous_hash).toBe(seals[0]?.hash);
    expect(await verify(server, organization)).toEqual({
      isIntact: true,
      entryCount: 3,
      head: { sequence: 3, hash: seals[2]?.hash, sealedAt: expect.any(String) },
      prunedThrough: null,
      firstViolation: null,
    });
  });

  test('seals unsealed entries, each once', async () => {
    const { organization } = await makeWorld(server);
    expect((await verify(server, organization)).entryCount).toBe(2);
    await makeProject(server, organization);
    expect(await verify(server, organization)).toMatchObject({ entryCount: 3, isIntact: true });
    const seals = await sealsOf(server, organization);
    const listed = idsOf(await readLog(server, organization));
    expect(seals.map(({ entry_id }) => entry_id).sort()).toEqual([...listed].sort());
  });

  test('is intact after a project is deleted: its entries remain', async () => {
    const { organization, project } = await makeWorld(server);
    await verify(server, organization);
    await run(server, DeleteProject, { input: { id: project.id } }, organization.credentials);
    expect(await verify(server, organization)).toMatchObject({ isIntact: true, entryCount: 3 });
  });

  test('verifies a range of the chain', async () => {
    const { organization, ids } = await sealedLog(5);
    expect(await verify(server, organization, { from: 2, to: 4 })).toMatchObject({ entryCount: 3 });
    await tamper(server.database, `UPDATE audit_entry SET ip = '192.0.2.1' WHERE id = '${inOrder(ids, 2)}'`);
    expect(await verify(server, organization, { from: 3 })).toMatchObject({ isIntact: true, entryCount: 3 });
    expect(await verify(server, organization, { to: 1 })).toMatchObject({ isIntact: true, entryCount: 1 });
    expect((await verify(server, organization, { to: 2 })).firstViolation?.entryId).toBe(ids[1]);
  });

  test('verifies a log of several batches', async () => {
    const organization = await makeOrganization(server);
    const projectIds = [organization.defaultProjectId];
    await fillLog(server, organization, { count: 2_500, projectIds, from: '2026-01-01T00:00:00Z' });
    expect(await verify(server, organization)).toMatchObject({ isIntact: true, entryCount: 2_501 });
    await tamper(
      server.database,
      `UPDATE audit_entry SET changes = '{"name": 1}' WHERE id = (
        SELECT entry_id FROM audit_seal WHERE organization_id = '${organization.id}' AND sequence = 2101)`,
    );
    expect(await verify(server, organization)).toMatchObject({
      entryCount: 2_100,
      firstViolation: { kind: 'ALTERED', sequence: 2_101 },
    });
  });
});

/** What somebody who may change every row could do to the third of five entries. */
const columns: Readonly<Record<string, string>> = {
  action: `'PROJECT_DELETED'`,
  project_id: 'NULL',
  actor_kind: `'system'`,
  actor_key_id: `'key_0000000000000000'`,
  actor_key_name: `'somebody else'`,
  target_id: `'proj_0000000000000000'`,
  changes: `changes || '{"slug": "other"}'`,
  request_id: `'another'`,
  created_at: `created_at + interval '1 millisecond'`,
  ip: `'192.0.2.1'`,
  user_agent: `''`,
  result: `'DENIED'`,
  denied_reason: `'USER_MISMATCH'`,
  position: `position + 1000`,
};

type Damage = readonly [
  sql: (id: string, ids: readonly string[], organizationId: string) => string,
  found: (ids: readonly string[]) => { kind: string; sequence: number | null; entryId: string | null },
];

const at3 = (kind: string) => (ids: readonly string[]) => ({ kind, sequence: 3, entryId: inOrder(ids, 3) });

const damages: Readonly<Record<string, Damage>> = {
  'an entry that is gone': [(id) => `DELETE FROM audit_entry WHERE id = '${id}'`, at3('MISSING')],
  'an entry that got another id': [
    (id) => `UPDATE audit_entry SET id = 'aud_0000000000000000' WHERE id = '${id}'`,
    at3('MISSING'),
  ],
  'two entries that changed places': [
    (_id, _ids, organizationId) => `
      UPDATE audit_seal SET sequence = -sequence WHERE organization_id = '${organizationId}' AND sequence IN (3, 4);
      UPDATE audit_seal SET sequence = 7 + sequence WHERE organization_id = '${organizationId}' AND sequence IN (-3, -4)`,
    (ids) => ({ kind: 'UNLINKED', sequence: 3, entryId: inOrder(ids, 4) }),
  ],
  'two seals that name each other’s entry': [
    (_id, ids, organizationId) => `
      UPDATE audit_seal SET entry_id = '-' WHERE organization_id = '${organizationId}' AND sequence = 3;
      UPDATE audit_seal SET entry_id = '${inOrder(ids, 3)}' WHERE organization_id = '${organizationId}' AND sequence = 4;
      UPDATE audit_seal SET entry_id = '${inOrder(ids, 4)}' WHERE organization_id = '${organizationId}' AND sequence = 3`,
    (ids) => ({ kind: 'ALTERED', sequence: 3, entryId: inOrder(ids, 4) }),
  ],
  'a seal with another hash': [
    (id) => `UPDATE audit_seal SET hash = sha256('made up') WHERE entry_id = '${id}'`,
    at3('ALTERED'),
  ],
  'a seal of another time': [
    (id) => `UPDATE audit_seal SET sealed_at = sealed_at - interval '1 day' WHERE entry_id = '${id}'`,
    at3('ALTERED'),
  ],
  'a seal that is gone': [(id) => `DELETE FROM audit_seal WHERE entry_id = '${id}'`, at3('MISSING_SEAL')],
  'an entry that is gone with its seal': [
    (id) => `DELETE FROM audit_entry WHERE id = '${id}'; DELETE FROM audit_seal WHERE entry_id = '${id}'`,
    () => ({ kind: 'MISSING_SEAL', sequence: 3, entryId: null }),
  ],
  'an end that is cut off': [
    (_id, ids, organizationId) => `
      DELETE FROM audit_entry WHERE organization_id = '${organizationId}' AND id IN ('${inOrder(ids, 4)}', '${inOrder(ids, 5)}');
      DELETE FROM audit_seal WHERE organization_id = '${organizationId}' AND sequence > 3`,
    () => ({ kind: 'TRUNCATED', sequence: 4, entryId: null }),
  ],
  'a log that is emptied': [
    (_id, _ids, organizationId) => `
      DELETE FROM audit_entry WHERE organization_id = '${organizationId}';
      DELETE FROM audit_seal WHERE organization_id = '${organizationId}'`,
    () => ({ kind: 'TRUNCATED', sequence: 1, entryId: null }),
  ],
  'a head that is set back': [
    (_id, _ids, organizationId) => `
      UPDATE audit_chain SET sequence = 3, hash = (
        SELECT hash FROM audit_seal seal WHERE seal.organization_id = '${organizationId}' AND seal.sequence = 3)
      WHERE organization_id = '${organizationId}'`,
    (ids) => ({ kind: 'TRUNCATED', sequence: 4, entryId: inOrder(ids, 4) }),
  ],
  'a head of another chain': [
    (_id, _ids, organizationId) =>
      `UPDATE audit_chain SET hash = sha256('made up') WHERE organization_id = '${organizationId}'`,
    () => ({ kind: 'TRUNCATED', sequence: 5, entryId: null }),
  ],
  'a chain that is gone': [
    (_id, _ids, organizationId) => `DELETE FROM audit_chain WHERE organization_id = '${organizationId}'`,
    (ids) => ({ kind: 'TRUNCATED', sequence: 1, entryId: inOrder(ids, 1) }),
  ],
  'an entry that was put in where all is sealed': [
    (
      id,
    ) => `INSERT INTO audit_entry SELECT 'aud_1' || substr(md5(id), 1, 15), organization_id, project_id, action,
      actor_kind, actor_key_id, target_id, changes, request_id, created_at, actor_key_name, NULL, ip, position
      FROM audit_entry WHERE id = '${id}'`,
    () => ({ kind: 'UNSEALED_INSERT', sequence: null, entryId: expect.stringMatching(/^aud_1/) }),
  ],
};

describe('verifyAuditLog detects', () => {
  test('has a violation for a change of every column', async () => {
    const rows = await server.database.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = 'audit_entry'::regclass AND attnum > 0`,
    );
    const names = rows.map(({ name }) => name).filter((name) => !['id', 'organization_id'].includes(name));
    expect(names.sort()).toEqual(Object.keys(columns).sort());
    for (const [column, value] of Object.entries(columns)) {
      const { organization, ids } = await sealedLog(3);
      const id = inOrder(ids, 2);
      await tamper(server.database, `UPDATE audit_entry SET ${column} = ${value} WHERE id = '${id}'`);
      expect(await verify(server, organization), column).toMatchObject({
        isIntact: false,
        entryCount: 1,
        firstViolation: { kind: 'ALTERED', sequence: 2, entryId: id },
      });
    }
  });

  test.each(Object.entries(damages))('%s', async (_name, [sql, found]) => {
    const { organization, ids } = await sealedLog(5);
    await tamper(server.database, sql(inOrder(ids, 3), ids, organization.id));
    const verified = await verify(server, organization);
    expect(verified.isIntact).toBe(false);
    expect(verified.firstViolation).toEqual(found(ids));
  });

  test('a violation before entries that were added later', async () => {
    const { organization, ids } = await sealedLog(3);
    await tamper(server.database, `DELETE FROM audit_seal WHERE entry_id = '${inOrder(ids, 3)}'`);
    await makeProject(server, organization);
    expect((await verify(server, organization)).firstViolation).toEqual({
      kind: 'MISSING_SEAL',
      sequence: 3,
      entryId: inOrder(ids, 3),
    });
    expect((await sealsOf(server, organization)).map(({ sequence }) => sequence)).toEqual([1, 2, 4]);
  });
});

describe('verifyAuditLog rejects', () => {
  test.each([
    ['from', { from: 0 }],
    ['from', { from: 1.5 }],
    ['to', { from: 3, to: 2 }],
  ])('invalid bounds: %s', async (field, input) => {
    const { organization } = await makeWorld(server);
    const { extensions } = await refusalOf(server, VerifyAuditLog, { input }, organization.credentials);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field });
  });
});

describe('verifyAuditLog isolates tenants', () => {
  test('a violation in one chain does not affect another one', async () => {
    const { organization } = await makeWorld(server);
    const other = await makeWorld(server);
    await verify(server, other.organization);
    await tamper(
      server.database,
      `UPDATE audit_entry SET action = 'PROJECT_DELETED' WHERE organization_id = '${other.organization.id}'`,
    );
    expect(await verify(server, organization)).toMatchObject({ isIntact: true, entryCount: 2 });
    const input = { id: other.project.id, name: freshName('renamed') };
    await run(server, UpdateProject, { input }, other.organization.credentials);
    expect(await verify(server, other.organization)).toMatchObject({ entryCount: 0, isIntact: false });
  });
});
