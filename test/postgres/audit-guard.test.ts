import { describe, expect, test } from 'vitest';
import { pruneAuditLog } from '../../src/domain/audit-log/chain/prune.ts';
import { createSealer } from '../../src/domain/audit-log/chain/seal.ts';
import { openScope, sealsOf, tamper, verify } from '../support/fixtures/audit-log/chain.ts';
import { fillLog, readLog } from '../support/fixtures/audit-log/entries.ts';
import { makeOrganization, makeProject, makeWorld, type OrganizationWorld } from '../support/fixtures.ts';
import { useServer } from '../support/server.ts';

let instant = new Date();
const server = useServer({ ownDatabase: true, overrides: { clock: { now: () => instant } } });

const DAY_MS = 24 * 60 * 60 * 1_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

/** An organization and its projects, of which each is made so many days ago. */
async function logOf(...days: readonly number[]): Promise<OrganizationWorld> {
  instant = daysAgo(Math.max(...days));
  const organization = await makeOrganization(server);
  for (const day of days) {
    instant = daysAgo(day);
    await makeProject(server, organization);
  }
  instant = new Date();
  return organization;
}

/** Works as a worker does that keeps entries for 30 days. */
async function prune(): Promise<number> {
  const { scope: context, close } = await openScope(server.database);
  await createSealer(context).round();
  return pruneAuditLog(context, 30).finally(close);
}

const refused: Readonly<Record<string, string>> = {
  'a change of an entry': `UPDATE audit_entry SET action = 'PROJECT_DELETED'`,
  'a change that finds nothing': `UPDATE audit_entry SET ip = NULL WHERE id = ''`,
  'the deletion of an entry': 'DELETE FROM audit_entry',
  'the emptying of the log': 'TRUNCATE audit_entry',
  'the emptying of all tables': 'TRUNCATE organization, audit_entry, audit_seal, audit_chain CASCADE',
  'a change of a seal': `UPDATE audit_seal SET hash = ''`,
  'the deletion of a seal': 'DELETE FROM audit_seal',
  'the emptying of the seals': 'TRUNCATE audit_seal',
  'a head that goes back': 'UPDATE audit_chain SET sequence = sequence - 1',
  'another chain’s head': `UPDATE audit_chain SET organization_id = 'org_0000000000000000'`,
  'the deletion of a head': 'DELETE FROM audit_chain',
  'the emptying of the heads': 'TRUNCATE audit_chain',
  'an anchor without its hash': 'UPDATE audit_chain SET anchor_sequence = 1',
  'retention of what is not a day old': `SELECT audit_prune(organization_id, 1) FROM audit_chain`,
};

describe('the audit log in PostgreSQL rejects', () => {
  test.each(Object.entries(refused))('%s, for every client of PostgreSQL', async (_name, sql) => {
    const { organization } = await makeWorld(server);
    await verify(server, organization);
    const [role] = await server.database.query(`SELECT rolsuper FROM pg_roles WHERE rolname = current_user`);
    expect(role).toEqual({ rolsuper: true });
    const asReplica = `SET LOCAL session_replication_role = replica; ${sql}`;
    for (const statement of [sql, `BEGIN; ${asReplica}; COMMIT`]) {
      await expect(server.database.query(statement)).rejects.toMatchObject({
        code: '42501',
        message: expect.stringContaining('The audit log is kept as it is'),
      });
      // The connection may be in the transaction that failed.
      await server.database.query('ROLLBACK');
    }
    expect(await verify(server, organization)).toMatchObject({ isIntact: true, entryCount: 2 });
  });
});

describe('audit log retention', () => {
  test('removes older entries and leaves a verifiable chain', async () => {
    const organization = await logOf(100, 50, 31, 29, 2);
    await verify(server, organization);
    const before = await sealsOf(server, organization);
    expect(before).toHaveLength(6);
    expect(await prune()).toBe(4);
    const anchor = before[3];
    expect(await verify(server, organization)).toMatchObject({
      isIntact: true,
      entryCount: 2,
      head: { sequence: 6, hash: before[5]?.hash },
      prunedThrough: { sequence: 4, hash: anchor?.hash },
      firstViolation: null,
    });
    expect(await sealsOf(server, organization)).toEqual(before.slice(4));
    expect((await readLog(server, organization)).totalCount).toBe(2);
    expect(await prune()).toBe(0);
    await makeProject(server, organization);
    expect(await verify(server, organization)).toMatchObject({ isIntact: true, entryCount: 3 });
  });

  test('prunes a long log in batches, all of it where all entries are old', async () => {
    const organization = await logOf(90);
    const projectIds = [organization.defaultProjectId];
    const bulk = { count: 2_200, projectIds, from: daysAgo(80).toISOString(), perSecond: 100 };
    await fillLog(server, organization, bulk);
    expect(await prune()).toBe(2_202);
    expect(await verify(server, organization)).toMatchObject({
      isIntact: true,
      entryCount: 0,
      head: { sequence: 2_202, sealedAt: null },
      prunedThrough: { sequence: 2_202 },
    });
    await makeProject(server, organization);
    expect(await verify(server, organization)).toMatchObject({ entryCount: 1, head: { sequence: 2_203 } });
  });

  test('keeps the logs of other organizations, and entries after a younger one', async () => {
    const [young, mixed] = [await logOf(3), await logOf(60, 1, 59)];
    expect(await prune()).toBe(2);
    expect(await verify(server, young)).toMatchObject({ entryCount: 2, prunedThrough: null });
    expect(await verify(server, mixed)).toMatchObject({ entryCount: 2, prunedThrough: { sequence: 2 } });
  });
});

describe('audit log retention rejects', () => {
  test('entries that differ from their seals, and later ones', async () => {
    const organization = await logOf(100, 90, 80);
    await verify(server, organization);
    const [, , third] = await sealsOf(server, organization);
    await tamper(server.database, `UPDATE audit_entry SET ip = '192.0.2.1' WHERE id = '${third?.entry_id}'`);
    expect(await prune()).toBe(2);
    expect((await verify(server, organization)).firstViolation).toEqual({
      kind: 'ALTERED',
      sequence: 3,
      entryId: third?.entry_id,
    });
  });
});
