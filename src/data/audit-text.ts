import { type RawBuilder, sql } from 'kysely';

/** Every column of an entry as text, as it is hashed and exported. */
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
  /** JSON text. */
  readonly changes: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  /** ISO 8601, in UTC, to the millisecond. */
  readonly createdAt: string;
  readonly position: string;
};

/** Of a table or alias `entry`. */
export const entryText = sql`entry.organization_id as "organizationId", entry.id, entry.project_id as "projectId", entry.action,
  entry.result, entry.denied_reason as "deniedReason", entry.actor_kind as "actorKind",
  entry.actor_key_id as "actorKeyId", entry.actor_key_name as "actorKeyName", entry.target_id as "targetId",
  entry.changes::text as changes, entry.ip, entry.user_agent as "userAgent", entry.request_id as "requestId",
  ${isoText(sql`entry.created_at`)} as "createdAt", entry.position::text as position`;

function isoText(instant: RawBuilder<unknown>): RawBuilder<string> {
  return sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** A seal, with the text of its entry. */
export type SealedText = EntryText & {
  readonly sequence: string;
  readonly sealedEntryId: string;
  readonly previousHash: string;
  readonly hash: string;
  readonly sealedAt: string;
};

/** A seal whose entry may be gone. */
export type FoundSeal = SealedText & { readonly isThere: boolean };

export const sealText = sql`seal.sequence::text as sequence, seal.entry_id as "sealedEntryId",
  encode(seal.previous_hash, 'hex') as "previousHash", encode(seal.hash, 'hex') as hash,
  ${isoText(sql`seal.sealed_at`)} as "sealedAt"`;
