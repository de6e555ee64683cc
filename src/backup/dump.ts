import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { PIN_TRANSACTION } from '../postgres/connection/session.ts';
import { minuteMonths } from '../repositories/usage/rollup.ts';
import { type BackupHeader, headerLine, sumsLine, tableEnd, tableStart } from './file.ts';

/** What the file says of itself that the database does not know. */
export type DumpOptions = Pick<BackupHeader, 'release' | 'createdAt'> & {
  /** To be called with the ids of the keys that the rows need. Gives the key, where it is to be in the file. */
  readonly keyFor: (keyIds: readonly string[]) => Promise<string | undefined>;
};

type Table = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly needs: readonly string[];
};

/** All tables but those of extensions. Rows are read through a partitioned table: its partitions come as a whole. */
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

/** A name of the catalog, as SQL wants it. */
export const quoteIdentifier = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** The lines of a back-up: everything as it was at one moment, whoever writes meanwhile. Nobody waits for it but migrations,
 *  which would take rows from under it. */
export async function* dumpDatabase(pool: pg.Pool, options: DumpOptions): AsyncGenerator<Buffer> {
  const client = await pool.connect();
  // A broken connection rejects the statement under way; without a listener it would end the process as well.
  client.on('error', () => {});
  try {
    await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${PIN_TRANSACTION}`);
    await client.query('LOCK TABLE _prisma_migrations IN SHARE MODE');
    // On another connection: the first statement of ours that reads decides on the moment, and locks come before it.
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
    // Ends the session, and with it the transaction and a table that nobody reads on.
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

/** Each table after those that its rows point at. */
function inDependencyOrder(tables: readonly Table[]): readonly Table[] {
  const ordered: Table[] = [];
  const isDone = (name: string) => ordered.some((table) => table.name === name);
  while (ordered.length < tables.length) {
    const next = tables.find(({ name, needs }) => !isDone(name) && needs.every(isDone));
    if (!next) throw new Error('The foreign keys lead in a circle.');
    ordered.push(next);
  }
  return ordered;
}
