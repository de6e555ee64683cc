import { sql } from 'kysely';
import { type EntryText, entryText } from './audit-text.ts';
import type { DatabaseTransaction } from './database.ts';
import { statement, UNNAMED } from './statement.ts';

// What the sealer reads and writes. It works for all tenants: an entry tells whose chain it belongs to.

/** How far the log is sealed for good, and how far it has been written, committed or not. */
export type Progress = { readonly watermark: string; readonly written: string };

/** Costs nearly nothing, and is all that happens where nothing is new. */
export const selectProgress = statement<object>()('audit_progress', (db) =>
  db.selectFrom('audit_watermark').select([
    'position as watermark',
    sql<string>`(
        select case when is_called then last_value else 0 end from audit_entry_position_seq)`.as('written'),
  ]),
);

/** The transactions that may have written an entry which nobody sees yet. Each holds this lock before it is given a position,
 *  until it ends. */
export const selectWriters = statement<object>()('audit_writers', (db) =>
  db
    .selectFrom(
      sql<{ transaction: string }>`(
        select distinct virtualtransaction as transaction from pg_locks
        where locktype = 'relation' and relation = 'audit_entry'::regclass and mode = 'RowExclusiveLock' and granted
          and database = (select oid from pg_database where datname = current_database()))`.as('writer'),
    )
    .select('writer.transaction'),
);

/** An entry as it was found. */
export type WrittenEntry = EntryText & {
  readonly isSealed: boolean;
  /** How long the chain of its organization was at that moment. Null: there was none. */
  readonly chainSequence: string | null;
};

type Stretch = { readonly after: number; readonly upTo: number; readonly limit: number };

/** The next entries in the order of writing. As many are looked up among the seals as are read, however long the log is. */
export const selectWritten = statement<Stretch>()(UNNAMED, (db, argument) => {
  // Not EXISTS, which PostgreSQL may answer by reading all seals.
  const whole = sql<WrittenEntry>`
    select ${entryText},
      (select true from audit_seal seal where seal.organization_id = entry.organization_id
        and seal.entry_id = entry.id limit 1) is true as "isSealed",
      (select sequence from audit_chain chain where chain.organization_id = entry.organization_id) as "chainSequence"
    from (
      select * from audit_entry where position > ${argument('after')}::bigint and position <= ${argument('upTo')}::bigint
      order by position limit ${argument('limit')}::int) entry
    order by entry.position`;
  return { compile: () => whole.compile(db) };
});

/** Forwards only. */
export const raiseWatermark = statement<{ readonly position: number }>()(
  'audit_watermark_raised',
  (db, argument) =>
    db
      .updateTable('audit_watermark')
      .set({ position: sql<string>`${argument('position')}::bigint` })
      .where('position', '<', sql<string>`${argument('position')}::bigint`),
);

/** The end of a chain, where the next seal goes. */
export type ChainEnd = {
  readonly organizationId: string;
  readonly sequence: string;
  readonly hash: Buffer;
};

/** What the first seal of a chain follows. */
const NOTHING_BEFORE = sql`decode(repeat('00', 32), 'hex')`;

/** Whether to wait for a chain that somebody else is working on, or to leave it to them. */
export type ChainLock = 'wait' | 'skip';

/** The ends of the chains of these organizations, which nobody else seals until the transaction ends. One whose head was set
 *  back goes on behind its last seal: what happened to it is found by whoever verifies it. */
export async function lockChains(
  tx: DatabaseTransaction,
  organizationIds: readonly string[],
  lock: ChainLock,
): Promise<readonly ChainEnd[]> {
  await sql`
    insert into audit_chain (organization_id, sequence, hash, anchor_sequence, anchor_hash)
    select id, 0, ${NOTHING_BEFORE}, 0, ${NOTHING_BEFORE} from unnest(${organizationIds}::text[]) as wanted(id)
    where not exists (select from audit_chain where organization_id = wanted.id)
    order by id
    on conflict do nothing`.execute(tx);
  const { rows } = await sql<ChainEnd>`
    select chain.organization_id as "organizationId", greatest(chain.sequence, last.sequence) as sequence,
      case when last.sequence > chain.sequence then last.hash else chain.hash end as hash
    from audit_chain chain left join lateral (
      select sequence, hash from audit_seal where organization_id = chain.organization_id
      order by sequence desc limit 1) last on true
    where chain.organization_id = any(${organizationIds}::text[])
    order by chain.organization_id
    for update of chain ${sql.raw(lock === 'skip' ? 'skip locked' : '')}`.execute(tx);
  return rows;
}

/** Those of these entries that are not sealed, oldest position first. Their chains are locked. Each is looked up by its key, as in
 *  `selectWritten`. */
export async function selectToSeal(
  tx: DatabaseTransaction,
  entries: readonly Pick<EntryText, 'organizationId' | 'id'>[],
): Promise<readonly EntryText[]> {
  const { rows } = await sql<EntryText>`
    select ${entryText}
    from unnest(${entries.map(({ organizationId }) => organizationId)}::text[], ${entries.map(({ id }) => id)}::text[])
      as wanted(organization_id, id)
    join lateral (
      select * from audit_entry where organization_id = wanted.organization_id and id = wanted.id limit 1) entry on true
    where (select true from audit_seal seal where seal.organization_id = wanted.organization_id
      and seal.entry_id = wanted.id limit 1) is not true
    order by entry.position`.execute(tx);
  return rows;
}

/** A seal that is to be written. */
export type NewSeal = {
  readonly organizationId: string;
  readonly sequence: string;
  readonly entryId: string;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
};

/** Seals, and moves the heads of their chains to the last ones. The chains are locked. */
export async function insertSeals(
  tx: DatabaseTransaction,
  seals: readonly NewSeal[],
  sealedAt: Date,
): Promise<void> {
  const all = <Name extends keyof NewSeal>(name: Name) => sql.val(seals.map((seal) => seal[name]));
  await sql`
    with sealed as (
      insert into audit_seal (organization_id, sequence, entry_id, previous_hash, hash, sealed_at)
      select *, ${sealedAt}::timestamptz
      from unnest(${all('organizationId')}::text[], ${all('sequence')}::bigint[], ${all('entryId')}::text[],
        ${all('previousHash')}::bytea[], ${all('hash')}::bytea[])
      returning organization_id, sequence, hash),
    head as (
      select distinct on (organization_id) * from sealed order by organization_id, sequence desc)
    update audit_chain chain set sequence = head.sequence, hash = head.hash
    from head where chain.organization_id = head.organization_id`.execute(tx);
}
