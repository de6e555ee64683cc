import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { type Encryption, type SealedColumn, type SealedLocation, sealedColumns } from './cipher.ts';

export type RotationReport = {
  /** Called after each batch. */
  readonly progress: (column: string, done: number, total: number) => void;
  /** Called for each row that no key opens. The row stays unchanged. */
  readonly failed: (reason: string) => void;
};

/** Re-seals all values with the current key, then deletes the other keys. Safe beside servers that have both keys; can
 *  be interrupted at any time and restarted. Returns false when some rows could not be opened; then no key is deleted. */
export async function rotateEncryptionKeys(
  pool: pg.Pool,
  encryption: Encryption,
  report: RotationReport,
): Promise<boolean> {
  do {
    let failureCount = 0;
    for (const column of sealedColumns)
      failureCount += await rotateColumn({ pool, encryption, report, column, sql: sqlOf(column) });
    if (failureCount > 0) return false;
    // A row can move from a table that is yet to be read to one that was read.
  } while (await hasStaleRows(pool, encryption));
  await pool.query('DELETE FROM encryption_key WHERE key_id <> $1', [encryption.keyIds[0]]);
  return true;
}

async function hasStaleRows(pool: pg.Pool, { header }: Encryption): Promise<boolean> {
  const counts = sealedColumns.map((column) => pool.query<{ total: number }>(sqlOf(column).count, [header]));
  return (await Promise.all(counts)).some(({ rows }) => rows[0]?.total !== 0);
}

const BATCH_SIZE = 200;
/** Rows that are being changed concurrently are left to another pass. */
const NEXT_PASS_DELAY_MS = 100;

type ColumnRotation = {
  readonly pool: pg.Pool;
  readonly encryption: Encryption;
  readonly report: RotationReport;
  readonly column: SealedColumn;
  readonly sql: ReturnType<typeof sqlOf>;
};

/** Returns how many rows could not be opened. */
async function rotateColumn(rotation: ColumnRotation): Promise<number> {
  const { pool, encryption, report, column, sql } = rotation;
  const { rows } = await pool.query<{ total: number }>(sql.count, [encryption.header]);
  const total = rows[0]?.total ?? 0;
  let done = 0;
  for (;;) {
    const failures: string[] = [];
    let skipped = 0;
    for (let batch = await readBatch(rotation, null); batch.length > 0; ) {
      const resealed = batch.flatMap((row) => reseal(rotation, row, (reason) => failures.push(reason)));
      const written = await writeBatch(rotation, resealed);
      done += written;
      skipped += resealed.length - written;
      report.progress(column.column, done, total);
      batch = await readBatch(rotation, batch.at(-1) ?? null);
    }
    if (skipped === 0) {
      for (const reason of failures) report.failed(reason);
      return failures.length;
    }
    await sleep(NEXT_PASS_DELAY_MS);
  }
}

type SealedRow = Omit<SealedLocation, 'column'> & {
  readonly sealed: Buffer;
  readonly key: readonly string[];
};
type RenewedRow = SealedRow & { readonly renewed: Buffer };

function reseal(
  { encryption, column: { column } }: ColumnRotation,
  row: SealedRow,
  reject: (reason: string) => void,
): readonly RenewedRow[] {
  const location = { organizationId: row.organizationId, projectId: row.projectId, id: row.id, column };
  try {
    return [{ ...row, renewed: encryption.seal(encryption.open(row.sealed, location), location) }];
  } catch (error) {
    reject(error instanceof Error ? error.message : String(error));
    return [];
  }
}

function sqlOf({ column, key }: SealedColumn) {
  const [table, name] = column.split('.');
  const keys = key.join(', ');
  const stale = `substring(${name} FROM 1 FOR octet_length($1::bytea)) <> $1`;
  const select = `SELECT organization_id AS "organizationId", project_id AS "projectId", id, ${name} AS sealed,
    ARRAY[${keys}] AS key FROM ${table} WHERE ${stale}`;
  const order = `ORDER BY ${keys} LIMIT ${BATCH_SIZE}`;
  const placeholders = key.map((_, index) => `$${index + 2}`).join(', ');
  const arrays = key.map((_, index) => `$${index + 3}::text[]`).join(', ');
  const same = (one: string, other: string) =>
    key.map((part) => `${one}.${part} = ${other}.${part}`).join(' AND ');
  return {
    count: `SELECT count(*)::int AS total FROM ${table} WHERE ${stale}`,
    first: `${select} ${order}`,
    next: `${select} AND (${keys}) > (${placeholders}) ${order}`,
    // Only rows that are unchanged since they were read, without waiting for concurrent changes.
    write: `WITH renewed AS (
        SELECT * FROM unnest($1::bytea[], $2::bytea[], ${arrays}) AS row(sealed, renewed, ${keys})),
      free AS (SELECT renewed.* FROM ${table} stored JOIN renewed ON ${same('stored', 'renewed')}
        WHERE stored.${name} = renewed.sealed FOR UPDATE OF stored SKIP LOCKED)
      UPDATE ${table} stored SET ${name} = free.renewed FROM free WHERE ${same('stored', 'free')}`,
  } as const;
}

async function readBatch(
  { pool, encryption: { header }, sql }: ColumnRotation,
  after: SealedRow | null,
): Promise<readonly SealedRow[]> {
  const { rows } = after
    ? await pool.query<SealedRow>(sql.next, [header, ...after.key])
    : await pool.query<SealedRow>(sql.first, [header]);
  return rows;
}

/** Returns how many rows were written. */
async function writeBatch({ pool, sql }: ColumnRotation, rows: readonly RenewedRow[]): Promise<number> {
  const [first] = rows;
  if (!first) return 0;
  const keys = first.key.map((_, index) => rows.map(({ key }) => key[index]));
  const sealed = [rows.map((row) => row.sealed), rows.map(({ renewed }) => renewed)];
  const { rowCount } = await pool.query(sql.write, [...sealed, ...keys]);
  return rowCount ?? 0;
}
