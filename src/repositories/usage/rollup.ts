import { type RawBuilder, sql } from 'kysely';
import type pg from 'pg';
import { monthOf } from '../../lib/month.ts';
import type { DatabaseTransaction } from '../../postgres/database.ts';
import type { UsageRollup } from '../../postgres/generated/database.ts';
import { usageColumns, usageRollups } from './dimension.ts';
import { monthlyRollups, STEPS_BEGIN, type UsageTable, usageLevels } from './level.ts';

/** Only one process at a time rolls up a database. Returns whether this one acquired the lock, held until the
 *  transaction ends. */
const ADVISORY_LOCK = 72_707_370;

async function acquireRollupLock(tx: DatabaseTransaction): Promise<boolean> {
  const { rows } = await sql<{ acquired: boolean }>`
    select pg_try_advisory_xact_lock(${sql.lit(ADVISORY_LOCK)}) as acquired`.execute(tx);
  return rows[0]?.acquired ?? false;
}

/** Rolls up pending rows into all levels and months, oldest first and at most `rowsMax`. Atomic, so that each row is
 *  counted once even if a process is killed. Returns the number of rows. Rows of a project that is being changed wait
 *  for the next run, without delaying others. */
export async function rollUpPending(tx: DatabaseTransaction, rowsMax: number, now: Date): Promise<number> {
  if (!(await acquireRollupLock(tx))) return 0;
  const { ordinals, months } = await lockPending(tx, rowsMax);
  if (ordinals.length === 0) return 0;
  for (const month of [...months, monthOf(now), nextMonth(now)]) await makePartition(tx, month);
  await moveRows(tx, ordinals);
  return ordinals.length;
}

/** Locks the projects, so that none is deleted before its rows are in the tables that a deletion purges. */
async function lockPending(tx: DatabaseTransaction, rowsMax: number) {
  const { rows } = await sql<{ ordinals: string[] | null; months: Date[] | null }>`
    with due as (
      select ordinal, organization_id, project_id, minute from usage_pending
      where exists (select from project where project.organization_id = usage_pending.organization_id
        and project.id = usage_pending.project_id)
      order by ordinal limit ${rowsMax}
    ), locked as materialized (
      select organization_id, id from project
      where (organization_id, id) in (select organization_id, project_id from due)
      for key share skip locked
    ), taken as (
      select due.ordinal, due.minute from due join locked
        on locked.organization_id = due.organization_id and locked.id = due.project_id
    )
    select array_agg(ordinal) as ordinals, array_agg(distinct date_trunc('month', minute, 'UTC')) as months from taken`.execute(
    tx,
  );
  return { ordinals: rows[0]?.ordinals ?? [], months: rows[0]?.months ?? [] };
}

const columns = sql.raw(Object.values(usageColumns).join(', '));

const columnsOf = (rollup: UsageRollup): readonly string[] =>
  usageRollups[rollup].map((name) => usageColumns[name]);
const joinSql = (texts: readonly string[]) => sql.raw(texts.join(', '));

/** A rollup with the columns that it keeps. */
type GroupingSet = readonly [rollup: UsageRollup, keptColumns: readonly string[]];

/** Returns the rollup of a row. GROUPING() has a bit for each column that a set omits, the last column in the lowest
 *  bit. */
function rollupOfSet(sets: readonly GroupingSet[], grouped: readonly string[]): RawBuilder<unknown> {
  const bitsOf = (keptColumns: readonly string[]) =>
    grouped.reduce((bits, column) => bits * 2 + (keptColumns.includes(column) ? 0 : 1), 0);
  const names = sets.map(
    ([rollup, keptColumns]) => `when ${bitsOf(keptColumns)} then '${rollup}'::usage_cut`,
  );
  return sql`case grouping(${joinSql(grouped)}) ${sql.raw(names.join(' '))} end`;
}

const groupingSets = (sets: readonly GroupingSet[]) =>
  sql`grouping sets (${joinSql(sets.map(([, keptColumns]) => `(${keptColumns.join(', ')})`))})`;

/** Inserts the sums of `taken` into a table. */
export function insertSums({ table, stepMs, rollups }: UsageTable): RawBuilder<unknown> {
  const all = Object.values(usageColumns);
  const grouped = all.filter((column) => rollups.some((rollup) => columnsOf(rollup).includes(column)));
  const sets = rollups.map((rollup): GroupingSet => [rollup, columnsOf(rollup)]);
  const keptColumns = all.map((column) => (grouped.includes(column) ? `coalesce(${column}, '')` : `''`));
  return sql`insert into ${sql.table(table)} as there
    (organization_id, project_id, entity, bucket, cut, ${columns}, count, error_count, duration_ms)
    select organization_id, project_id, entity,
      date_bin('${sql.raw(String(stepMs))} ms', minute, ${sql.lit(STEPS_BEGIN.toISOString())}::timestamptz),
      ${rollupOfSet(sets, grouped)}, ${joinSql(keptColumns)},
      sum(count), sum(error_count), sum(duration_ms)
    from taken
    group by 1, 2, 3, 4, ${groupingSets(sets)}`;
}

const addition = sql.raw(`
    set count = there.count + excluded.count, error_count = there.error_count + excluded.error_count,
      duration_ms = there.duration_ms + excluded.duration_ms`);

/** Adds the sums of `taken` to a table that may already have rows of them. */
export const addSums = (level: UsageTable): RawBuilder<unknown> => sql`${insertSums(level)}
    on conflict (organization_id, project_id, entity, cut, bucket, ${columns}) do update ${addition}`;

/** Adds the sums of `taken` to calendar months. */
export function addMonths(): RawBuilder<unknown> {
  const grouped = Object.values(usageColumns);
  const sets = monthlyRollups.map((rollup): GroupingSet => [rollup, columnsOf(rollup).slice(0, 1)]);
  // In each set all columns except its own are null.
  return sql`insert into usage_month as there
    (organization_id, project_id, entity, month, cut, key, count, error_count, duration_ms)
    select organization_id, project_id, entity, date_trunc('month', minute, 'UTC'),
      ${rollupOfSet(sets, grouped)}, coalesce(${columns}, ''),
      sum(count), sum(error_count), sum(duration_ms)
    from taken
    group by 1, 2, 3, 4, ${groupingSets(sets)}
    on conflict (organization_id, project_id, entity, cut, month, key) do update ${addition}`;
}

async function moveRows(tx: DatabaseTransaction, ordinals: readonly string[]): Promise<void> {
  const sums = usageLevels.map((level) => sql`${sql.ref(level.unit)} as (${addSums(level)})`);
  await sql`
    with taken as materialized (delete from usage_pending where ordinal = any(${ordinals}::bigint[]) returning *),
    ${sql.join(sums)}, month as (${addMonths()}) select`.execute(tx);
}

const nextMonth = (instant: Date) => monthOf(instant, 1);
const partitionOf = (month: Date) => `usage_minute_${month.toISOString().slice(0, 7).replace('-', '_')}`;

/** Creates the partition of a month if missing. Created separately and then attached, so that readers do not wait. */
export async function makePartition(tx: DatabaseTransaction, month: Date): Promise<void> {
  const name = partitionOf(month);
  const { rows } = await sql<{ exists: boolean }>`select to_regclass(${name}) is not null as exists`.execute(
    tx,
  );
  if (rows[0]?.exists) return;
  const instant = (date: Date) => sql.lit(date.toISOString());
  await sql`create table ${sql.table(name)} (like usage_minute including all)`.execute(tx);
  await sql`alter table usage_minute attach partition ${sql.table(name)}
    for values from (${instant(month)}) to (${instant(nextMonth(month))})`.execute(tx);
}

/** Returns the months whose minutes have a partition. Empty in a database that predates usage. */
export async function minuteMonths(client: pg.PoolClient): Promise<readonly Date[]> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT relname AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
    WHERE inhparent = to_regclass('usage_minute') ORDER BY 1`);
  return rows.map(({ name }) => new Date(`${name.slice(-7).replace('_', '-')}-01T00:00:00Z`));
}

/** How long a drop waits for readers, with all others queued behind it. After that it is left for the next run. */
const DROP_LOCK_MS = 1_000;

/** Drops the minutes of whole months. Their hours and days are kept. */
export async function dropMinutesBefore(tx: DatabaseTransaction, month: Date): Promise<void> {
  if (!(await acquireRollupLock(tx))) return;
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_inherits join pg_class on pg_class.oid = inhrelid
    where inhparent = 'usage_minute'::regclass and relname < ${partitionOf(month)}`.execute(tx);
  if (rows.length > 0) await sql`set local lock_timeout = ${sql.lit(DROP_LOCK_MS)}`.execute(tx);
  for (const { name } of rows) await sql`drop table ${sql.table(name)}`.execute(tx);
}
