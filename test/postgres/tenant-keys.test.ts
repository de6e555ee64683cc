import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database.ts';
import { copiedTables, tenantColumns } from '../support/tenancy/tables.ts';

/** Triggers, by table, and why they are needed. On a distributed PostgreSQL each runs on the node of its row. */
const triggers: Readonly<Record<string, string>> = {
  'api_key.route_secret':
    'for processes of an earlier release, which write no routes; the next release drops it',
  'mcp_server.route_mcp_server': 'the same, for the routes of MCP servers',
  'project.purge_later': 'deletions by an earlier release or by hand leave rows to purge (decision 032)',
  'organization.purge_later': 'the same, for all rows of an organization',
  'webhook_subscription.purge_later': 'the same, for the deliveries of a subscription',
  'archived_project.purge_later': 'the same, for a project that leaves the archive without being restored',
  'archived_webhook_subscription.purge_later': 'the same, for the deliveries of its subscriptions',
  'webhook_delivery.webhook_delivery_enqueue': 'every pending delivery has a job (decision 010)',
  'audit_entry.audit_entry_goes': 'nothing but retention deletes entries (decision 016)',
  'audit_entry.audit_entry_is_kept': 'nothing changes entries',
  'audit_seal.audit_seal_goes': 'nothing but retention deletes seals',
  'audit_seal.audit_seal_is_kept': 'nothing changes seals',
  'audit_chain.audit_chain_moves': 'both ends of a chain move forwards only',
  'audit_chain.audit_chain_is_kept': 'a chain is not truncated',
  'operator_entry.operator_entry_goes_never': 'nothing deletes what operators did',
  'operator_entry.operator_entry_is_kept': 'nothing changes what operators did',
};

const SELECT_INDEXES = `
  SELECT index.relname AS name, owner.relname AS "table", array_agg(attname::text ORDER BY attname) AS columns
  FROM pg_index
  JOIN pg_class AS index ON index.oid = indexrelid JOIN pg_class AS owner ON owner.oid = indrelid
  JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY(indkey)
  WHERE indisunique AND owner.relnamespace = 'public'::regnamespace AND NOT owner.relispartition
  GROUP BY 1, 2 ORDER BY 1`;

/** The pairs of columns of each foreign key, and what it does when a referenced key changes: a is NO ACTION. */
const SELECT_FOREIGN_KEYS = `
  SELECT conname AS name, conrelid::regclass::text AS "table", confrelid::regclass::text AS target, confupdtype AS "onUpdate",
    array_agg(own.attname || '=' || theirs.attname) AS pairs
  FROM pg_constraint JOIN unnest(conkey, confkey) AS pair(mine, their) ON true
  JOIN pg_attribute own ON own.attrelid = conrelid AND own.attnum = mine
  JOIN pg_attribute theirs ON theirs.attrelid = confrelid AND theirs.attnum = their
  WHERE contype = 'f' AND connamespace = 'public'::regnamespace GROUP BY 1, 2, 3, 4 ORDER BY 1`;

type ForeignKey = {
  readonly name: string;
  readonly table: string;
  readonly target: string;
  readonly onUpdate: string;
  readonly pairs: readonly string[];
};
type UniqueIndex = { readonly name: string; readonly table: string; readonly columns: readonly string[] };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** The unique indexes, primary keys included, that a distributed PostgreSQL could not check on one node. */
async function indexesWithoutTenant(): Promise<readonly string[]> {
  const indexes = await database.query<UniqueIndex>(SELECT_INDEXES);
  const isChecked = ({ table }: UniqueIndex) => !(table in copiedTables);
  const hasTenant = ({ table, columns }: UniqueIndex) => columns.includes(tenantColumns.get(table) ?? '');
  return indexes.filter((index) => isChecked(index) && !hasTenant(index)).map(({ name }) => name);
}

describe('the catalogue', () => {
  test('has the organization in each table, or the table is one of few that are copied', async () => {
    const tables = await database.query<{ name: string }>(`
      SELECT relname AS name FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1`);
    const names = tables.map(({ name }) => name);
    expect(names.filter((name) => !tenantColumns.has(name))).toEqual(Object.keys(copiedTables));
    expect(Object.keys(copiedTables).length).toBeLessThanOrEqual(8);
  });

  test('has the organization in each primary key and unique index', async () => {
    expect(await indexesWithoutTenant()).toEqual([]);
  });

  test('a unique index without the organization is found', async () => {
    await database.query('CREATE UNIQUE INDEX across_tenants ON api_key (hash)');
    expect(await indexesWithoutTenant()).toEqual(['across_tenants']);
    await database.query('DROP INDEX across_tenants');
  });

  test('has the organization in each foreign key, which never changes the rows that refer to it', async () => {
    const foreignKeys = await database.query<ForeignKey>(SELECT_FOREIGN_KEYS);
    expect(foreignKeys.length).toBeGreaterThan(0);
    const isOfOneTenant = ({ table, target, pairs }: ForeignKey) =>
      pairs.includes(`${tenantColumns.get(table)}=${tenantColumns.get(target)}`);
    expect(foreignKeys.filter((key) => !isOfOneTenant(key) || key.onUpdate !== 'a')).toEqual([]);
  });

  test('has no triggers but those with a reason', async () => {
    const found = await database.query<{ name: string }>(`
      SELECT tgrelid::regclass || '.' || tgname AS name FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1`);
    expect(found.map(({ name }) => name).sort()).toEqual(Object.keys(triggers).sort());
  });
});
