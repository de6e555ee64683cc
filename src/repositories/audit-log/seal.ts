import { type RawBuilder, sql } from 'kysely';
import { isoText } from '../../postgres/instant.ts';
import { statement, UNNAMED } from '../../postgres/query/statement.ts';
import { entryText, HASH_VERSION, hashedColumns } from './canonical-text.ts';

// Statements of the sealer. It works across tenants: an entry determines its chain.

/** Selects how far entries are sealed. `watermark`: up to here every entry is. `written`: the last assigned position, committed or not.
 *  Costs almost nothing, and is the only statement while nothing is new. */
export const selectProgress = statement<object>()('audit_progress', (db) =>
  db.selectFrom('audit_watermark').select([
    'position as watermark',
    sql<string>`(
        select case when is_called then last_value else 0 end from audit_entry_position_seq)`.as('written'),
  ]),
);

/** Transactions that may have written an uncommitted entry. Each takes this lock before it is assigned a position, and
 *  holds it until it ends. */
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

/** Moves the watermark, only forwards. */
export const advanceWatermark = statement<{ readonly position: number }>()(
  'audit_watermark_raised',
  (db, argument) =>
    db
      .updateTable('audit_watermark')
      .set({ position: sql<string>`${argument('position')}::bigint` })
      .where('position', '<', sql<string>`${argument('position')}::bigint`),
);

/** The previous hash of the first seal of a chain. */
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

/** A field of the hashed text, in the same form as `hashOf`. */
const field = (text: RawBuilder<unknown>) =>
  sql`coalesce(octet_length(convert_to(${text}, 'UTF8')) || ':' || ${text}, '-') || e'\\n'`;

/** The hashed text before the sequence number of an entry, and after it. */
const TEXT_PREFIX = sql`${sql.lit(`${HASH_VERSION}\n`)} || ${field(sql.id('organization_id'))}`;
const TEXT_SUFFIX = sql.join(
  Object.keys(hashedColumns).map((name) => field(sql.id(name))),
  sql` || `,
);

/** A range of positions in the log, of one organization. Null: of all. */
export type PositionRange = {
  readonly after: number;
  readonly upTo: number;
  readonly organizationId: string | null;
};

type SealArguments = PositionRange & { readonly limit: number; readonly sealedAt: Date };

/** The result of sealing the next entries of a range. */
export type SealedBatch = {
  /** The last position reached: the end of the range if there are no more entries. */
  readonly reached: string;
  readonly sealedCount: number;
  /** Entries that were not sealed, because another process extends their chain, or because it does not exist. */
  readonly skippedCount: number;
  /** Organizations without a chain. */
  readonly unchained: readonly string[];
};

/** Seals the next `limit` entries in the order of writing. A single statement: no entry leaves the database to be
 *  sealed, and a chain is locked only while it runs. A statement sees a snapshot of its start. If a chain has grown
 *  since, another process may have sealed the same entries, and they are left out. A chain whose head was set back
 *  continues after its last seal; verification reports the damage. */
const sealStatement = (onLocked: '' | 'skip locked') =>
  statement<SealArguments>()<SealedBatch>(UNNAMED, (db, argument) => {
    const sealedAt = argument('sealedAt', 'timestamptz');
    const limit = argument('limit', 'int');
    const hashed = sql.join(
      [
        sql`head`,
        field(sql`(sequence + 1)::text`),
        field(sql`encode(hash, 'hex')`),
        // Equal for all rows: evaluated once.
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
      locked as materialized (
        select organization_id, sequence, hash from audit_chain
        where organization_id = any(array(select organization_id from wanted))
        order by organization_id
        for update ${sql.raw(onLocked)}),
      link as (
        select organization_id, head, ordinal, wanted.last, greatest(locked.sequence, last_seal.sequence) as sequence,
          null::bytea as previous_hash,
          case when last_seal.sequence > locked.sequence then last_seal.hash else locked.hash end as hash
        from wanted join locked using (organization_id)
        -- As the statement began.
        join audit_chain existing using (organization_id, sequence)
        left join lateral (
          select sequence, hash from audit_seal where organization_id = locked.organization_id
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
        (select count(*)::int from open) - (select count(*)::int from sealed) as "skippedCount",
        array(select organization_id from wanted
          where not exists (select from audit_chain where organization_id = wanted.organization_id)) as unchained`;
    return { compile: () => rawQuery.compile(db) };
  });

/** Skips chains that another process has locked. */
export const sealSkipLocked = sealStatement('skip locked');

/** Waits for locked chains. */
export const sealWaiting = sealStatement('');
