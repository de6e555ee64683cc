import { sql } from 'kysely';
import { createLru } from '../../lib/lru.ts';
import type { Database } from '../../postgres/database.ts';
import { statement } from '../../postgres/query/statement.ts';

/** Records when secrets were used and persists it shortly after, so that no request waits for it. */
export type LastUsedTracker = {
  /** `hash` is the SHA-256 of a secret that authenticated a request. */
  record(hash: Buffer, at: Date): void;
  /** Persists pending records. */
  close(): Promise<void>;
};

type UseArguments = { readonly hashes: readonly Buffer[]; readonly times: readonly Date[] };

const DELAY_MS = 1_000;
/** Each secret is persisted at most once in this interval, across all processes. */
const INTERVAL_MS = 60_000;
const TRACKED_MAX = 20_000;

const writeUses = statement<UseArguments>()('secret_uses', (db, argument) => {
  // All processes lock the rows in the same order, which prevents deadlocks.
  const upsert = sql<object>`
    insert into secret_use (hash, last_used_at)
    select * from unnest(${argument('hashes', 'bytea[]')}, ${argument('times', 'timestamptz[]')}) as used(hash, at) order by hash
    on conflict (hash) do update set last_used_at = excluded.last_used_at
    where secret_use.last_used_at <= excluded.last_used_at - interval '1 millisecond' * ${INTERVAL_MS}::int`;
  return { compile: () => upsert.compile(db) };
});

/** Creates a tracker. Records that cannot be persisted are reported to `onError` and dropped; the next use is recorded
 *  again. */
export function createLastUsedTracker(db: Database, onError: (error: unknown) => void): LastUsedTracker {
  const written = createLru<number>(TRACKED_MAX);
  let pending = new Map<string, { readonly hash: Buffer; readonly at: Date }>();
  let timer: NodeJS.Timeout | undefined;
  const write = async () => {
    timer = undefined;
    const uses = [...pending.values()];
    pending = new Map();
    await db.write(writeUses, { hashes: uses.map(({ hash }) => hash), times: uses.map(({ at }) => at) });
  };
  return {
    record: (hash, at) => {
      const key = hash.toString('latin1');
      const last = written.get(key);
      if (last !== undefined && at.getTime() - last < INTERVAL_MS) return;
      written.set(key, at.getTime());
      pending.set(key, { hash, at });
      timer ??= setTimeout(() => write().catch(onError), DELAY_MS).unref();
    },
    close: async () => {
      clearTimeout(timer);
      if (pending.size > 0) await write().catch(onError);
    },
  };
}
