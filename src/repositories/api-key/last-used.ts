import { sql } from 'kysely';
import { createLru } from '../../lib/lru.ts';
import type { Database } from '../../postgres/database.ts';
import { statement } from '../../postgres/query/statement.ts';
import type { RoutedSecret } from './route.ts';

/** Records when secrets were used and persists it shortly after, so that no request waits for it. */
export type LastUsedTracker = {
  /** `secret` authenticated a request. */
  record(secret: RoutedSecret, at: Date): void;
  /** Persists pending records. */
  close(): Promise<void>;
};

type UseArguments = {
  readonly organizationIds: readonly string[];
  readonly hashes: readonly Buffer[];
  readonly times: readonly Date[];
  /** Secrets that were last used before this instant are due. */
  readonly dueBefore: Date;
};

const DELAY_MS = 1_000;
/** Each secret is persisted about once in this interval, across all processes. */
const INTERVAL_MS = 60_000;
const TRACKED_MAX = 20_000;

const writeUses = statement<UseArguments>()('secret_uses', (db, argument) => {
  // All processes lock the rows in the same order, which prevents deadlocks. The condition calculates with no instants: a
  // distributed PostgreSQL requires immutable functions there.
  const upsert = sql<object>`
    insert into secret_use (organization_id, hash, last_used_at)
    select * from unnest(${argument('organizationIds', 'text[]')}, ${argument('hashes', 'bytea[]')},
      ${argument('times', 'timestamptz[]')}) as used(organization_id, hash, at) order by organization_id, hash
    on conflict (organization_id, hash) do update set last_used_at = excluded.last_used_at
    where secret_use.last_used_at < ${argument('dueBefore')} and secret_use.last_used_at < excluded.last_used_at`;
  return { compile: () => upsert.compile(db) };
});

/** Creates a tracker. Records that cannot be persisted are reported to `onError` and dropped; the next use is recorded
 *  again. */
export function createLastUsedTracker(db: Database, onError: (error: unknown) => void): LastUsedTracker {
  const written = createLru<number>(TRACKED_MAX);
  let pending = new Map<string, RoutedSecret & { readonly at: Date }>();
  let timer: NodeJS.Timeout | undefined;
  const write = async () => {
    timer = undefined;
    const uses = [...pending.values()];
    pending = new Map();
    const latest = Math.max(...uses.map(({ at }) => at.getTime()));
    await db.write(writeUses, {
      organizationIds: uses.map(({ organizationId }) => organizationId),
      hashes: uses.map(({ hash }) => hash),
      times: uses.map(({ at }) => at),
      dueBefore: new Date(latest - INTERVAL_MS + 1),
    });
  };
  return {
    record: ({ organizationId, hash }, at) => {
      const key = hash.toString('latin1');
      const last = written.get(key);
      if (last !== undefined && at.getTime() - last < INTERVAL_MS) return;
      written.set(key, at.getTime());
      pending.set(key, { organizationId, hash, at });
      timer ??= setTimeout(() => write().catch(onError), DELAY_MS).unref();
    },
    close: async () => {
      clearTimeout(timer);
      if (pending.size > 0) await write().catch(onError);
    },
  };
}
