import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { PIN_TRANSACTION } from '../postgres/connection/session.ts';
import { minuteMonths } from '../repositories/usage/rollup.ts';
import { type BackupHeader, headerLine, sumsLine, tableEnd, tableStart } from './file.ts';

/** Metadata of the file that the database does not know. */
export type DumpOptions = Pick<BackupHeader, 'release' | 'createdAt'> & {
  /** Called with the ids of the keys that the rows need. Resolves with the key if it goes into the file. */
  readonly keyFor: (keyIds: readonly string[]) => Promise<string | undefined>;
};

type Table = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly needs: readonly string[];
};

/** All tables except those of extensions. A partitioned table is read as a whole. */
const SELECT_TABLES = `
  SELECT relname AS name,
    (SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute
      WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns,
    ARRAY(SELECT other.relname::text FROM pg_constraint JOIN pg_class other ON other.oid = confrelid
      WHERE conrelid = pg_class.oid AND contype = 'f' AND confrelid <> conrelid) AS needs
  FROM pg_class
  WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
  ORDER BY relname`;

const SELECT_SEQUENCES = `
  SELECT sequencename AS name, last_value IS NOT NULL AS "isCalled", coalesce(last_value, start_value)::text AS value
  FROM pg_sequences WHERE schemaname = current_schema() ORDER BY 1`;

const SELECT_MIGRATIONS = `
  SELECT migration_name AS name, checksum FROM _prisma_migrations
  WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY migration_name`;

/** Quotes an identifier for SQL. */
export const quoteIdentifier = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Yields the lines of a backup: a consistent snapshot, independent of concurrent writes. Blocks only migrations, which
 *  would change tables while they are read. */
export async function* dumpDatabase(pool: pg.Pool, options: DumpOptions): AsyncGenerator<Buffer> {
  const client = await pool.connect();
  // A lost connection rejects the running statement; without a listener it would also crash the process.
  client.on('error', () => {});
  try {
    await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${PIN_TRANSACTION}`);
    await client.query('LOCK TABLE _prisma_migrations IN SHARE MODE');
    // On another connection: the first reading statement of the transaction fixes the snapshot, and the locks must
    // precede it.
    const tables = inDependencyOrder((await pool.query<Table>(SELECT_TABLES)).rows);
    await client.query(
      `LOCK TABLE ${tables.map(({ name }) => quoteIdentifier(name)).join(', ')} IN ACCESS SHARE MODE`,
    );
    yield headerLine(await readHeader(client, tables, options));
    const copies = [];
    for (const { name, columns } of tables) {
      yield tableStart({ table: name, columns });
      const list = columns.map(quoteIdentifier).join(', ');
      const copy = client.query(copyTo(`COPY (SELECT ${list} FROM ${quoteIdentifier(name)}) TO STDOUT`));
      yield* copy;
      copies.push({ name, copy });
      yield tableEnd;
    }
    const { rows } = await client.query<{ name: string; value: string; isCalled: boolean }>(SELECT_SEQUENCES);
    yield sumsLine({
      rows: Object.fromEntries(copies.map(({ name, copy }) => [name, copy.rowCount])),
      sequences: Object.fromEntries(rows.map(({ name, value, isCalled }) => [name, [value, isCalled]])),
    });
  } finally {
    // Ends the session, and with it the transaction and an unfinished COPY.
    client.release(true);
  }
}

async function readHeader(
  client: pg.PoolClient,
  tables: readonly Table[],
  { release, createdAt, keyFor }: DumpOptions,
): Promise<BackupHeader> {
  const { rows: migrations } = await client.query<{ name: string; checksum: string }>(SELECT_MIGRATIONS);
  const hasKeys = tables.some(({ name }) => name === 'encryption_key');
  const select = `SELECT encode(key_id, 'hex') AS id FROM encryption_key ORDER BY 1`;
  const keyIds = hasKeys ? (await client.query<{ id: string }>(select)).rows.map(({ id }) => id) : [];
  const key = await keyFor(keyIds);
  const usageMonths = (await minuteMonths(client)).map((month) => month.toISOString());
  return { release, createdAt, migrations, keyIds, ...(key !== undefined && { key }), usageMonths };
}

/** Orders tables so that each follows those that its foreign keys reference. */
function inDependencyOrder(tables: readonly Table[]): readonly Table[] {
  const ordered: Table[] = [];
  const isDone = (name: string) => ordered.some((table) => table.name === name);
  while (ordered.length < tables.length) {
    const next = tables.find(({ name, needs }) => !isDone(name) && needs.every(isDone));
    if (!next) throw new Error('The foreign keys form a cycle.');
    ordered.push(next);
  }
  return ordered;
}
