import { type RawBuilder, sql } from 'kysely';
import type pg from 'pg';
import { monthOf } from '../lib/month.ts';
import type { DatabaseTransaction } from './database.ts';
import type { UsageCut } from './generated/database.ts';
import { usageColumns, usageCuts } from './usage-dimension.ts';

/** Only one at a time folds a database. Says whether it is us, until the transaction ends. */
const ADVISORY_LOCK = 72_707_370;

async function isOurTurn(tx: DatabaseTransaction): Promise<boolean> {
  const { rows } = await sql<{ ours: boolean }>`
    select pg_try_advisory_xact_lock(${sql.lit(ADVISORY_LOCK)}) as ours`.execute(tx);
  return rows[0]?.ours ?? false;
}

/** Moves what is pending into minutes, hours and days, the oldest first and at most so many rows. All of it or nothing, so
 *  that each row is folded once, whenever a process is killed. Gives how many there were. What belongs to a project that is
 *  just being changed waits for the next time, and the others do not wait for it. */
export async function foldPending(tx: DatabaseTransaction, rowsMax: number, now: Date): Promise<number> {
  if (!(await isOurTurn(tx))) return 0;
  const { ids, months } = await takePending(tx, rowsMax);
  if (ids.length === 0) return 0;
  for (const month of [...months, monthOf(now), nextMonth(now)]) await makePartition(tx, month);
  await moveRows(tx, ids);
  return ids.length;
}

/** Holds the projects, so that none is deleted before its rows are where a deletion looks for them. */
async function takePending(tx: DatabaseTransaction, rowsMax: number) {
  const { rows } = await sql<{ ids: string[] | null; months: Date[] | null }>`
    with due as (
      select id, organization_id, project_id, minute from usage_pending order by id limit ${rowsMax}
    ), held as materialized (
      select organization_id, id from project
      where (organization_id, id) in (select organization_id, project_id from due)
      for key share skip locked
    ), taken as (
      select due.id, due.minute from due join held
        on held.organization_id = due.organization_id and held.id = due.project_id
    )
    select array_agg(id) as ids, array_agg(distinct date_trunc('month', minute, 'UTC')) as months from taken`.execute(
    tx,
  );
  return { ids: rows[0]?.ids ?? [], months: rows[0]?.months ?? [] };
}

const dimensions = Object.entries(usageColumns);
const columns = sql.raw(dimensions.map(([, column]) => column).join(', '));
const keptColumns = sql.raw(dimensions.map(([, column]) => `coalesce(${column}, '')`).join(', '));

/** The columns of a cut, as a set of the GROUP BY. */
function groupingSet(cut: UsageCut): string {
  const kept: readonly string[] = usageCuts[cut];
  return `(${dimensions.flatMap(([name, column]) => (kept.includes(name) ? [column] : [])).join(', ')})`;
}

/** GROUPING() has a bit for each column that a set leaves out, the last column in the lowest one. */
function groupingBits(cut: UsageCut): number {
  const kept: readonly string[] = usageCuts[cut];
  return dimensions.reduce((bits, [name]) => bits * 2 + (kept.includes(name) ? 0 : 1), 0);
}

export const levels = [
  { table: 'usage_minute', unit: 'minute', cuts: ['TOTAL', 'ALL'] },
  {
    table: 'usage_hour',
    unit: 'hour',
    cuts: ['TOTAL', 'TOOL', 'TOOLKIT', 'CONNECTED_ACCOUNT', 'USER', 'SESSION', 'API_KEY', 'ALL'],
  },
  {
    table: 'usage_day',
    unit: 'day',
    cuts: ['TOTAL', 'TOOL', 'TOOLKIT', 'CONNECTED_ACCOUNT', 'USER', 'SESSION', 'API_KEY'],
  },
] as const;

type Level = { readonly table: string; readonly unit: string; readonly cuts: readonly UsageCut[] };

/** What `taken` comes to in the columns of a table. */
export function insertSums({ table, unit, cuts }: Level): RawBuilder<unknown> {
  const names = cuts.map((cut) => `when ${groupingBits(cut)} then '${cut}'::usage_cut`).join(' ');
  return sql`insert into ${sql.table(table)} as there
    (organization_id, project_id, entity, bucket, cut, ${columns}, count, error_count, duration_ms)
    select organization_id, project_id, entity, date_trunc('${sql.raw(unit)}', minute, 'UTC'),
      case grouping(${columns}) ${sql.raw(names)} end, ${keptColumns}, sum(count), sum(error_count), sum(duration_ms)
    from taken
    group by 1, 2, 3, 4, grouping sets (${sql.raw(cuts.map(groupingSet).join(', '))})`;
}

const addTo = (level: Level) => sql`${insertSums(level)}
    on conflict (organization_id, project_id, entity, cut, bucket, ${columns}) do update
    set count = there.count + excluded.count, error_count = there.error_count + excluded.error_count,
      duration_ms = there.duration_ms + excluded.duration_ms`;

async function moveRows(tx: DatabaseTransaction, ids: readonly string[]): Promise<void> {
  const [minute, hour, day] = levels;
  await sql`
    with taken as materialized (delete from usage_pending where id = any(${ids}::bigint[]) returning *),
    minutes as (${addTo(minute)}), hours as (${addTo(hour)}) ${addTo(day)}`.execute(tx);
}

const nextMonth = (moment: Date) => monthOf(moment, 1);
const partitionOf = (month: Date) => `usage_minute_${month.toISOString().slice(0, 7).replace('-', '_')}`;

/** Makes the partition of a month, unless it is there. Made apart and then attached, so that nobody waits who reads. */
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

/** The months of which minutes have a partition. None in a database that knows no usage yet. */
export async function minuteMonths(client: pg.PoolClient): Promise<readonly Date[]> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT relname AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
    WHERE inhparent = to_regclass('usage_minute') ORDER BY 1`);
  return rows.map(({ name }) => new Date(`${name.slice(-7).replace('_', '-')}-01T00:00:00Z`));
}

/** How long a drop waits for those who read, and all others behind it. Then it is left for another time. */
const DROP_LOCK_MS = 1_000;

/** Drops the minutes of whole months. Their hours and days stay. */
export async function dropMinutesBefore(tx: DatabaseTransaction, month: Date): Promise<void> {
  if (!(await isOurTurn(tx))) return;
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_inherits join pg_class on pg_class.oid = inhrelid
    where inhparent = 'usage_minute'::regclass and relname < ${partitionOf(month)}`.execute(tx);
  if (rows.length > 0) await sql`set local lock_timeout = ${sql.lit(DROP_LOCK_MS)}`.execute(tx);
  for (const { name } of rows) await sql`drop table ${sql.table(name)}`.execute(tx);
}
