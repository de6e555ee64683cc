import { type RawBuilder, sql } from 'kysely';
import { isoText } from '../../postgres/instant.ts';

/** Every column of an entry as text, in the form that is hashed and exported. */
export type EntryText = {
  readonly organizationId: string;
  readonly id: string;
  readonly projectId: string | null;
  readonly action: string;
  readonly result: string;
  readonly deniedReason: string | null;
  readonly actorKind: string;
  readonly actorKeyId: string | null;
  readonly actorKeyName: string | null;
  readonly targetId: string;
  /** JSON. */
  readonly changes: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  /** ISO 8601, in UTC, to the millisecond. */
  readonly createdAt: string;
  readonly position: string;
};

/** Version of the hash format, distinguishes it from future ones. */
export const HASH_VERSION = 'bailiwick-audit-1';

/** The hashed columns of an entry, in this order, after its organization and its sequence number. Decision 016 and `GET
 *  /audit/export` depend on it: it must never change. For a table or alias `entry`. */
export const hashedColumns = {
  position: sql`entry.position::text`,
  id: sql`entry.id`,
  projectId: sql`entry.project_id`,
  action: sql`entry.action`,
  result: sql`entry.result`,
  deniedReason: sql`entry.denied_reason`,
  actorKind: sql`entry.actor_kind`,
  actorKeyId: sql`entry.actor_key_id`,
  actorKeyName: sql`entry.actor_key_name`,
  targetId: sql`entry.target_id`,
  changes: sql`entry.changes::text`,
  ip: sql`entry.ip`,
  userAgent: sql`entry.user_agent`,
  requestId: sql`entry.request_id`,
  createdAt: isoText(sql`entry.created_at`),
} as const satisfies Readonly<Record<Exclude<keyof EntryText, 'organizationId'>, RawBuilder<unknown>>>;

/** All columns of EntryText, for a table or alias `entry`. */
export const entryText = sql.join([
  sql`entry.organization_id as "organizationId"`,
  ...Object.entries(hashedColumns).map(([name, text]) => sql`${text} as ${sql.id(name)}`),
]);

/** A seal with the text of its entry. */
export type SealedText = EntryText & {
  readonly sequence: string;
  readonly sealedEntryId: string;
  readonly previousHash: string;
  readonly hash: string;
  readonly sealedAt: string;
};

/** A seal whose entry may be missing. */
export type FoundSeal = SealedText & { readonly isThere: boolean };

export const sealText = sql`seal.sequence::text as sequence, seal.entry_id as "sealedEntryId",
  encode(seal.previous_hash, 'hex') as "previousHash", encode(seal.hash, 'hex') as hash,
  ${isoText(sql`seal.sealed_at`)} as "sealedAt"`;
