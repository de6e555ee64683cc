import { type RawBuilder, sql } from 'kysely';
import { statement, UNNAMED } from '../../postgres/query/statement.ts';
import { entryText, HASH_VERSION, hashedColumns, isoText } from './canonical-text.ts';

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

/** Forwards only. */
export const advanceWatermark = statement<{ readonly position: number }>()(
  'audit_watermark_raised',
  (db, argument) =>
    db
      .updateTable('audit_watermark')
      .set({ position: sql<string>`${argument('position')}::bigint` })
      .where('position', '<', sql<string>`${argument('position')}::bigint`),
);

/** What each chain begins with. */
const GENESIS_HASH = sql`decode(repeat('00', 32), 'hex')`;

export const createChains = statement<{ readonly organizationIds: readonly string[] }>()(
  'audit_chains_opened',
  (db, argument) => {
    const rawQuery = sql<object>`
      insert into audit_chain (organization_id, sequence, hash, anchor_sequence, anchor_hash)
      select id, 0, ${GENESIS_HASH}, 0, ${GENESIS_HASH}
      from unnest(${argument('organizationIds', 'text[]')}) as wanted(id)
      order by id
      on conflict do nothing`;
    return { compile: () => rawQuery.compile(db) };
  },
);

/** A field of what is hashed, as `hashOf` writes it. */
const field = (text: RawBuilder<unknown>) =>
  sql`coalesce(octet_length(convert_to(${text}, 'UTF8')) || ':' || ${text}, '-') || e'\\n'`;

/** What is hashed before the place of an entry in its chain, and after it. */
const TEXT_PREFIX = sql`${sql.lit(`${HASH_VERSION}\n`)} || ${field(sql.id('organization_id'))}`;
const TEXT_SUFFIX = sql.join(
  Object.keys(hashedColumns).map((name) => field(sql.id(name))),
  sql` || `,
);

/** Of the log, and of which organization. Null: of all. */
export type PositionRange = {
  readonly after: number;
  readonly upTo: number;
  readonly organizationId: string | null;
};

type SealArguments = PositionRange & { readonly limit: number; readonly sealedAt: Date };

/** What has become of the next entries of a stretch. */
export type SealedBatch = {
  /** How far they reach: the end of the stretch, where there are no more. */
  readonly reached: string;
  readonly sealedCount: number;
  /** How many were not sealed, because their chain grows by somebody else's hand, or there is none. */
  readonly leftCount: number;
  /** The organizations that have no chain. */
  readonly unchained: readonly string[];
};

/** Seals the next entries in the order of writing, `limit` of them.
 *
 *  All of it is one statement: no entry leaves the database to be sealed, and a chain is held for no longer than that takes. A
 *  statement sees the database as it was when it began. Where a chain has grown since, somebody else may have sealed the same
 *  entries, and they are left. One whose head was set back goes on behind its last seal: what happened to it is found by whoever
 *  verifies it. */
const sealStatement = (onLocked: '' | 'skip locked') =>
  statement<SealArguments>()<SealedBatch>(UNNAMED, (db, argument) => {
    const sealedAt = argument('sealedAt', 'timestamptz');
    const limit = argument('limit', 'int');
    const hashed = sql.join(
      [
        sql`head`,
        field(sql`(sequence + 1)::text`),
        field(sql`encode(hash, 'hex')`),
        // The same for all: asked for once.
        sql`(select ${field(isoText(sealedAt))})`,
        sql`(select array_agg(text order by ordinal) from open)[ordinal + 1]`,
      ],
      sql` || `,
    );
    const organizationId = argument('organizationId', 'text');
    const rawQuery = sql<SealedBatch>`
      with recursive batch as materialized (
        select * from audit_entry
        where position > ${argument('after')}::bigint and position <= ${argument('upTo')}::bigint
        order by position limit ${limit}),
      open as materialized (
        select (row_number() over (order by "organizationId", place))::int as ordinal, "organizationId" as organization_id,
          id as entry_id, ${TEXT_SUFFIX} as text
        from (
          select entry.position as place, ${entryText} from batch entry
          where (${organizationId} is null or entry.organization_id = ${organizationId})
            -- Not EXISTS, which PostgreSQL may answer by reading all seals.
            and (select true from audit_seal seal where seal.organization_id = entry.organization_id
              and seal.entry_id = entry.id limit 1) is not true
          -- So that each text is made once, though what follows names it twice.
          offset 0) unsealed),
      wanted as materialized (
        select organization_id, ${TEXT_PREFIX} as head, min(ordinal) - 1 as ordinal, max(ordinal) as last
        from open group by organization_id),
      held as materialized (
        select organization_id, sequence, hash from audit_chain
        where organization_id = any(array(select organization_id from wanted))
        order by organization_id
        for update ${sql.raw(onLocked)}),
      link as (
        select organization_id, head, ordinal, wanted.last, greatest(held.sequence, last_seal.sequence) as sequence,
          null::bytea as previous_hash,
          case when last_seal.sequence > held.sequence then last_seal.hash else held.hash end as hash
        from wanted join held using (organization_id)
        -- As the statement began.
        join audit_chain found using (organization_id, sequence)
        left join lateral (
          select sequence, hash from audit_seal where organization_id = held.organization_id
          order by sequence desc limit 1) last_seal on true
        union all
        select organization_id, head, ordinal + 1, last, sequence + 1, hash, sha256(convert_to(${hashed}, 'UTF8'))
        from link where ordinal < last),
      sealed as (
        insert into audit_seal (organization_id, sequence, entry_id, previous_hash, hash, sealed_at)
        select link.organization_id, sequence, entry_id, previous_hash, hash, ${sealedAt}
        from link join open using (ordinal) where previous_hash is not null
        returning organization_id, sequence, hash),
      head as (
        update audit_chain chain set sequence = last.sequence, hash = last.hash
        from (select distinct on (organization_id) * from sealed order by organization_id, sequence desc) last
        where chain.organization_id = last.organization_id)
      select
        case when (select count(*) from batch) < ${limit} then ${argument('upTo')}::bigint
          else (select max(position) from batch) end as reached,
        (select count(*)::int from sealed) as "sealedCount",
        (select count(*)::int from open) - (select count(*)::int from sealed) as "leftCount",
        array(select organization_id from wanted
          where not exists (select from audit_chain where organization_id = wanted.organization_id)) as unchained`;
    return { compile: () => rawQuery.compile(db) };
  });

/** Leaves the chains alone that somebody else has in hand. */
export const sealSkipLocked = sealStatement('skip locked');

/** Waits for them. */
export const sealWaiting = sealStatement('');
