import { sql } from 'kysely';
import { type Argument, statement, UNNAMED } from '../../postgres/query/statement.ts';
import { entryText, type FoundSeal, type SealedText, sealText } from './canonical-text.ts';

type OrganizationArguments = { readonly organizationId: string };

/** Both ends of a chain. */
export type Chain = {
  readonly sequence: string;
  readonly hash: Buffer;
  /** Sequence number of the last pruned seal. 0: none. */
  readonly anchorSequence: string;
  readonly anchorHash: Buffer;
  /** When the last entry was sealed. Null: nothing is sealed, or the last seal is missing. */
  readonly sealedAt: Date | null;
};

/** No row: nothing was ever sealed. */
export const selectChain = statement<OrganizationArguments>()('audit_chain', (db, argument) =>
  db
    .selectFrom('audit_chain as chain')
    .leftJoin('audit_seal as seal', (join) =>
      join
        .onRef('seal.organization_id', '=', 'chain.organization_id')
        .onRef('seal.sequence', '=', 'chain.sequence'),
    )
    .select([
      'chain.sequence',
      'chain.hash',
      'chain.anchor_sequence as anchorSequence',
      'chain.anchor_hash as anchorHash',
      'seal.sealed_at as sealedAt',
    ])
    .where('chain.organization_id', '=', argument('organizationId')),
);

/** A range of a chain: the `limit` sequence numbers after `after`, up to `upTo`. */
type ChainRange = OrganizationArguments & {
  readonly after: string;
  readonly upTo: string;
  readonly limit: number;
};

/** The entry of a seal, looked up by its key. For a plain join PostgreSQL may read the whole log for every page. */
const entryOfSeal = <Args extends OrganizationArguments>(argument: Argument<Args>) => sql`lateral (
  select * from audit_entry where organization_id = ${argument('organizationId')} and id = seal.entry_id limit 1) entry`;

/** The seals of a range. Both bounds are given, so that no plan reads more, and the limit applies before joins. */
const sealsOfRange = <Args extends ChainRange>(argument: Argument<Args>) => sql`(
  select * from audit_seal
  where organization_id = ${argument('organizationId')}
    and sequence > ${argument('after')}::bigint
    and sequence <= least(${argument('upTo')}::bigint, ${argument('after')}::bigint + ${argument('limit')}::int)
  order by sequence limit ${argument('limit')}::int) seal`;

/** Reads the seals of a range: as many as it has sequence numbers, unless some are missing. */
export const selectSeals = statement<ChainRange>()(UNNAMED, (db, argument) =>
  db
    .selectFrom(
      sql<FoundSeal>`(
        select ${sealText}, entry.id is not null as "isThere", ${entryText}
        from ${sealsOfRange(argument)}
        left join ${entryOfSeal(argument)} on true
        order by seal.sequence)`.as('link'),
    )
    .selectAll('link'),
);

/** Filter of an export. Null: not filtered. */
export type ExportFilter = {
  readonly projectId: string | null;
  /** Inclusive. */
  readonly from: Date | null;
  /** Exclusive. */
  readonly to: Date | null;
};

/** `limit` bounds the scanned entries, `size` the returned ones. */
type ExportPage = ChainRange & ExportFilter & { readonly size: number };

/** A row with its sort and filter columns. */
export type ExportRow = SealedText & { readonly place: string; readonly at: Date };

/** Reads the next sealed entries of an organization that match, in the order of its chain. Found by their seals and
 *  filtered afterwards. */
export const selectExportPage = statement<ExportPage>()(UNNAMED, (db, argument) =>
  db
    .selectFrom(
      sql<ExportRow>`(
        select ${sealText}, ${entryText}, seal.sequence as place, entry.created_at as at
        from ${sealsOfRange(argument)}
        join ${entryOfSeal(argument)} on true
        order by seal.sequence offset 0)`.as('link'),
    )
    .selectAll('link')
    .where(
      sql<boolean>`(${argument('projectId', 'text')} is null or link."projectId" = ${argument('projectId', 'text')})`,
    )
    .where('link.at', '>=', sql<Date>`coalesce(${argument('from', 'timestamptz')}, '-infinity')`)
    .where('link.at', '<', sql<Date>`coalesce(${argument('to', 'timestamptz')}, 'infinity')`)
    .orderBy('link.place')
    .limit(sql<number>`${argument('size')}::int`),
);

/** Finds the first unsealed entry below the watermark, which was inserted by something other than the application.
 *  Reads the whole log of the organization. */
export const selectUnsealedInsert = statement<OrganizationArguments & { readonly upTo: string }>()(
  UNNAMED,
  (db, argument) =>
    db
      .selectFrom('audit_entry as entry')
      .select('entry.id')
      .where('entry.organization_id', '=', argument('organizationId'))
      .where('entry.position', '<=', sql<string>`${argument('upTo')}::bigint`)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('audit_seal as seal')
              .select('seal.sequence')
              .whereRef('seal.organization_id', '=', 'entry.organization_id')
              .whereRef('seal.entry_id', '=', 'entry.id'),
          ),
        ),
      )
      .orderBy('entry.position')
      .limit(1),
);

/** Reads the next organizations by id. */
export const selectAuditedOrganizations = statement<{ readonly after: string; readonly limit: number }>()(
  UNNAMED,
  (db, argument) =>
    db
      .selectFrom('organization')
      .select('id')
      .where('id', '>', argument('after'))
      .orderBy('id')
      .limit(sql<number>`${argument('limit')}::int`),
);

/** Reads the next organizations whose oldest sealed entry was created before `before`. */
export const selectPrunable = statement<{
  readonly before: Date;
  readonly after: string;
  readonly limit: number;
}>()(UNNAMED, (db, argument) =>
  db
    .selectFrom('audit_chain as chain')
    .innerJoin('audit_seal as seal', (join) =>
      join
        .onRef('seal.organization_id', '=', 'chain.organization_id')
        .on('seal.sequence', '=', sql<string>`chain.anchor_sequence + 1`),
    )
    .innerJoin('audit_entry as entry', (join) =>
      join
        .onRef('entry.organization_id', '=', 'seal.organization_id')
        .onRef('entry.id', '=', 'seal.entry_id'),
    )
    .select('chain.organization_id as organizationId')
    .where('entry.created_at', '<', argument('before'))
    .where('chain.organization_id', '>', argument('after'))
    .orderBy('chain.organization_id')
    .limit(sql<number>`${argument('limit')}::int`),
);

/** Removes the entries of an organization up to `upTo` through the database function that permits it. The chain
 *  continues from the last removed seal. Returns how many were removed. */
export const pruneEntries = statement<OrganizationArguments & { readonly upTo: string }>()(
  'audit_prune',
  (db, argument) =>
    db.selectNoFrom(
      sql<string>`audit_prune(${argument('organizationId', 'text')}, ${argument('upTo')}::bigint)`.as(
        'count',
      ),
    ),
);
