import type { Database } from '../../postgres/database.ts';
import type { Statement } from '../../postgres/query/statement.ts';

type Sum = { readonly key: string; readonly points: number };
type Row = { readonly key: string; readonly points: number; readonly endsInMs: number };

const POINTS_MAX = 2_000_000_000;

/** Adds to many keys at once, in the order of the keys, which prevents deadlocks between processes. Uses the clock of
 *  PostgreSQL, which all processes share. */
const addPoints: Statement<{ readonly sums: readonly Sum[]; readonly windowMs: number }, Row> = {
  name: 'rate_count_add',
  text: `INSERT INTO rate_count AS counted (key, points, ends_at)
    SELECT key, points, now() + $3 * interval '1 millisecond' FROM unnest($1::text[], $2::int[]) AS added(key, points)
    ON CONFLICT (key) DO UPDATE SET
      points = CASE WHEN counted.ends_at <= now() THEN excluded.points
        ELSE least(counted.points::bigint + excluded.points, ${POINTS_MAX})::int END,
      ends_at = CASE WHEN counted.ends_at <= now() THEN excluded.ends_at ELSE counted.ends_at END
    RETURNING key, points, greatest(extract(epoch FROM ends_at - now()) * 1000, 0)::int AS "endsInMs"`,
  execution: 'dedicated',
  values: ({ sums, windowMs }) => [sums.map(({ key }) => key), sums.map(({ points }) => points), windowMs],
};

/** An upsert of one key, as the limiter sends it. */
type Upsert = { readonly values: readonly [key: string, points: number, endsAtMs: number, nowMs: number] };
type Result = { readonly rows: readonly [{ readonly points: number; readonly expire: number }] };

type PendingAdd = Sum & {
  readonly windowMs: number;
  resolve(result: Result): void;
  reject(error: unknown): void;
};

/** The PostgreSQL client of the limiter. Batches calls while a statement is running: a process has one statement in
 *  flight, for any number of requests, and never contends with itself. */
export function createBatchingClient(db: Database) {
  let pending: PendingAdd[] = [];
  let isSending = false;
  const send = async () => {
    while (pending.length > 0) {
      const batch = pending;
      pending = [];
      await addAll(db, batch);
    }
    isSending = false;
  };
  return {
    query: ({ values: [key, points, endsAtMs, nowMs] }: Upsert) =>
      new Promise<Result>((resolve, reject) => {
        pending.push({ key, points, windowMs: endsAtMs - nowMs, resolve, reject });
        if (isSending) return;
        isSending = true;
        // Collects all levels of one request.
        queueMicrotask(send);
      }),
  };
}

async function addAll(db: Database, batch: readonly PendingAdd[]): Promise<void> {
  const byKey = new Map<string, PendingAdd[]>();
  for (const add of batch) byKey.set(add.key, [...(byKey.get(add.key) ?? []), add]);
  const keys = [...byKey.keys()].sort();
  const sums = keys.map((key) => ({ key, points: sumOf(byKey.get(key) ?? []) }));
  try {
    const rows = await db.write(addPoints, { sums, windowMs: batch[0]?.windowMs ?? 0 });
    for (const row of rows) resolveEach(row, byKey.get(row.key) ?? []);
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}

const sumOf = (pending: readonly PendingAdd[]) => pending.reduce((sum, { points }) => sum + points, 0);

/** Resolves each call as if they had been executed one after another. */
function resolveEach({ points, endsInMs }: Row, pending: readonly PendingAdd[]): void {
  let total = points - sumOf(pending);
  for (const add of pending) {
    total += add.points;
    add.resolve({ rows: [{ points: total, expire: Date.now() + endsInMs }] });
  }
}
