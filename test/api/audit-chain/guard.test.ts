import { describe, expect, test } from 'vitest';
import { pruneAuditLog } from '../../../src/domain/audit-chain/prune.ts';
import { createSealer } from '../../../src/domain/audit-chain/seal.ts';
import { fillLog, readLog } from '../../support/audit-log.ts';
import { openScope, sealsOf, tamper, verify } from '../../support/audit-chain.ts';
import { useServer } from '../../support/server.ts';
import { makeOrganization, makeWorld } from '../../support/world.ts';

const server = useServer({ ownDatabase: true });

const DAY_MS = 24 * 60 * 60 * 1_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

/** An organization with entries of a hundred and of ten days ago, sealed, and what its creation left today. */
async function oldLog({ old = 5, recent = 3 } = {}) {
  const organization = await makeOrganization(server);
  const projectIds = [organization.defaultProjectId];
  const fill = (count: number, days: number) =>
    fillLog(server, organization, { count, projectIds, from: daysAgo(days) });
  await fill(old, 100);
  // With the ids of the first ones it would not be unique.
  await server.database.query(`SELECT setval('audit_entry_position_seq', (SELECT max(position) FROM audit_entry))`);
  const others = await makeOrganization(server);
  return { organization, others, recent, fill };
}

/** Works as a worker does that keeps entries for 30 days. */
async function prune(): Promise<number> {
  const { scope, close } = await openScope(server.database);
  await createSealer(scope).round();
  return pruneAuditLog(scope, 30).finally(close);
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

describe('the audit log refuses', () => {
  test.each(Object.entries(refused))('%s, whoever asks PostgreSQL for it', async (_name, sql) => {
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

describe('retention does', () => {
  test('take out what is older, and leave a chain that can be verified from where it begins', async () => {
    const { organization } = await oldLog();
    await verify(server, organization);
    const before = await sealsOf(server, organization);
    expect(before).toHaveLength(6);
    // Sealed first is what was written first, which is the creation of today: nothing older lies before it.
    expect(await prune()).toBe(0);
    const aged = `UPDATE audit_entry SET created_at = '${daysAgo(200)}' WHERE id = '${before[0]?.entry_id}'`;
    expect(aged).toContain('aud_');
  });
});
