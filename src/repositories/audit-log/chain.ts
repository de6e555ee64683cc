import { sql } from 'kysely';
import { type Argument, statement, UNNAMED } from '../../postgres/query/statement.ts';
import { entryText, type FoundSeal, type SealedText, sealText } from './canonical-text.ts';

type OrganizationArguments = { readonly organizationId: string };

/** Both ends of a chain. */
export type Chain = {
  readonly sequence: string;
  readonly hash: Buffer;
  /** That of the last seal that retention took away. 0: none yet. */
  readonly anchorSequence: string;
  readonly anchorHash: Buffer;
  /** When the last one was sealed. Null: nothing is, or the last seal is lost. */
  readonly sealedAt: Date | null;
};

/** No row: nothing has ever been sealed. */
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

/** A stretch of a chain: the `limit` places after one place, but none after another. */
type ChainRange = OrganizationArguments & {
  readonly after: string;
  readonly upTo: string;
  readonly limit: number;
};

/** The entry of a seal, looked up by its key. As a join PostgreSQL may read the whole log instead, for every page of it. */
const entryOfSeal = sql`lateral (
  select * from audit_entry where organization_id = seal.organization_id and id = seal.entry_id limit 1) entry`;

/** Both ends of the range are known, so that no plan reads more than that, and it is cut off before anything is joined with it. */
const sealsOfRange = <Args extends ChainRange>(argument: Argument<Args>) => sql`(
  select * from audit_seal
  where organization_id = ${argument('organizationId')}
    and sequence > ${argument('after')}::bigint
    and sequence <= least(${argument('upTo')}::bigint, ${argument('after')}::bigint + ${argument('limit')}::int)
  order by sequence limit ${argument('limit')}::int) seal`;

/** The seals of a stretch: as many as it has places, where none is lost. */
export const selectSeals = statement<ChainRange>()(UNNAMED, (db, argument) =>
  db
    .selectFrom(
      sql<FoundSeal>`(
        select ${sealText}, entry.id is not null as "isThere", ${entryText}
        from ${sealsOfRange(argument)}
        left join ${entryOfSeal} on true
        order by seal.sequence)`.as('link'),
    )
    .selectAll('link'),
);

/** Which entries to export. Null: all. */
export type ExportFilter = {
  readonly projectId: string | null;
  /** From this instant on. */
  readonly from: Date | null;
  /** Before this instant. */
  readonly to: Date | null;
};

/** `limit` is of the entries that are looked at. */
type ExportPage = ChainRange & ExportFilter & { readonly size: number };

/** With what it is ordered and filtered by. */
export type ExportRow = SealedText & { readonly place: string; readonly at: Date };

/** The next sealed entries of an organization that fit, in the order of its chain. They are found by their seals, and looked at then. */
export const selectExportPage = statement<ExportPage>()(UNNAMED, (db, argument) =>
  db
    .selectFrom(
      sql<ExportRow>`(
        select ${sealText}, ${entryText}, seal.sequence as place, entry.created_at as at
        from ${sealsOfRange(argument)}
        join ${entryOfSeal} on true
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

/** The first entry that should have been sealed and is not: whoever put it there did not write it as the application does.
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

/** The next organizations that have entries. */
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

/** The next organizations whose oldest entry is older than that, by its time of sealing or its own. */
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

/** Takes the entries of an organization up to this one out of the log, as the migration lets it. Their chain is anchored at
 *  the last one. Gives how many went. */
export const pruneEntries = statement<OrganizationArguments & { readonly upTo: string }>()(
  'audit_prune',
  (db, argument) =>
    db.selectNoFrom(
      sql<string>`audit_prune(${argument('organizationId', 'text')}, ${argument('upTo')}::bigint)`.as(
        'count',
      ),
    ),
);
