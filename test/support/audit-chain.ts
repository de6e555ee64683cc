import { pino } from 'pino';
import { expect } from 'vitest';
import { createSystemContext, openContext } from '../../src/app/context.ts';
import type { VerifyAuditLogInput } from '../generated/graphql.ts';
import { type Credentials, run } from './client.ts';
import type { TestDatabase } from './database.ts';
import { VerifyAuditLog } from './operations/audit-chain.ts';
import { type TestServer, testConfig } from './server.ts';
import type { OrganizationWorld } from './world.ts';

/** Runs SQL as somebody who may change everything, with what guards the log turned off. */
export async function tamper({ query }: Pick<TestDatabase, 'query'>, sql: string): Promise<void> {
  const tables = ['audit_entry', 'audit_seal', 'audit_chain'];
  const guard = (what: string) =>
    tables.map((table) => `ALTER TABLE ${table} ${what} TRIGGER ALL;`).join('\n');
  const again = [
    'audit_entry ENABLE ALWAYS TRIGGER audit_entry_is_kept',
    'audit_entry ENABLE ALWAYS TRIGGER audit_entry_goes',
    'audit_seal ENABLE ALWAYS TRIGGER audit_seal_is_kept',
    'audit_seal ENABLE ALWAYS TRIGGER audit_seal_goes',
    'audit_chain ENABLE ALWAYS TRIGGER audit_chain_is_kept',
    'audit_chain ENABLE ALWAYS TRIGGER audit_chain_moves',
  ];
  await query(
    `BEGIN; ${guard('DISABLE')} ${sql}; ${again.map((one) => `ALTER TABLE ${one};`).join(' ')} COMMIT`,
  );
}

export const verify = async (
  server: TestServer,
  { credentials }: Pick<OrganizationWorld, 'credentials'>,
  input: VerifyAuditLogInput = {},
) => (await run(server, VerifyAuditLog, { input }, credentials)).verifyAuditLog;

/** What a worker would work with, on the database of a test. */
export async function openScope(database: TestDatabase, clock: { now?: () => Date } = {}) {
  const overrides = { log: pino({ level: 'silent' }), clock };
  const app = await openContext(testConfig(database), overrides);
  return { scope: createSystemContext(app), close: app.close };
}

/** Removes the last entries of a log, with their seals and the head: what is left is a chain without a fault of its own. */
export const cutOff = (
  { database }: Pick<TestServer, 'database'>,
  { id }: { readonly id: string },
  lastKept: number,
) =>
  tamper(
    database,
    `DELETE FROM audit_entry WHERE id IN (
       SELECT entry_id FROM audit_seal WHERE organization_id = '${id}' AND sequence > ${lastKept});
     DELETE FROM audit_seal WHERE organization_id = '${id}' AND sequence > ${lastKept};
     UPDATE audit_chain SET sequence = ${lastKept}, hash = (
       SELECT hash FROM audit_seal seal WHERE seal.organization_id = '${id}' AND seal.sequence = ${lastKept})
     WHERE organization_id = '${id}'`,
  );

export type SealRow = {
  readonly sequence: number;
  readonly entry_id: string;
  readonly hash: string;
  readonly previous_hash: string;
};

export const sealsOf = ({ database }: Pick<TestServer, 'database'>, { id }: { readonly id: string }) =>
  database.query<SealRow>(`
    SELECT sequence::int AS sequence, entry_id, encode(hash, 'hex') AS hash, encode(previous_hash, 'hex') AS previous_hash
    FROM audit_seal WHERE organization_id = '${id}' ORDER BY audit_seal.sequence`);

const SEALED_MAX_MS = 10_000;

/** Waits until every entry is sealed, and has the organization's chain of seals verified. */
export async function expectWholeLog(
  endpoint: TestServer,
  credentials: Credentials,
  { query }: Pick<TestDatabase, 'query'>,
): Promise<void> {
  const unsealed = `SELECT id FROM audit_entry WHERE NOT EXISTS (SELECT FROM audit_seal WHERE entry_id = audit_entry.id)`;
  await expect.poll(() => query(unsealed), { timeout: SEALED_MAX_MS }).toEqual([]);
  const { verifyAuditLog } = await run(endpoint, VerifyAuditLog, {}, credentials);
  expect(verifyAuditLog.isIntact).toBe(true);
}
