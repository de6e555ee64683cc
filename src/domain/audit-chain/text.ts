import type { EntryText } from '../../data/audit-text.ts';
import { sha256 } from '../../lib/sha256.ts';

/** Where an entry stands in its chain. Texts as they are exported: hashes in hexadecimal. */
export type Link = {
  readonly sequence: string;
  readonly previousHash: string;
  readonly sealedAt: string;
};

/** Tells this way of hashing from any that may follow. */
const VERSION = 'bailiwick-audit-1';

/** What is hashed of an entry, in this order, after its organization and its place. Decision 016 and `GET /audit/export` depend on
 *  it: it can never change. */
const hashedFields = [
  'position',
  'id',
  'projectId',
  'action',
  'result',
  'deniedReason',
  'actorKind',
  'actorKeyId',
  'actorKeyName',
  'targetId',
  'changes',
  'ip',
  'userAgent',
  'requestId',
  'createdAt',
] as const satisfies readonly (keyof EntryText)[];

/** The hash of a whole entry at its place. Each field is a line with its length in bytes before it, so that no two entries
 *  make the same text. */
export function hashOf(entry: EntryText, { sequence, previousHash, sealedAt }: Link): Buffer {
  let text = `${VERSION}\n`;
  for (const value of [entry.organizationId, sequence, previousHash, sealedAt]) text += line(value);
  for (const field of hashedFields) text += line(entry[field]);
  return sha256(text);
}

const line = (value: string | null) => (value === null ? '-\n' : `${Buffer.byteLength(value)}:${value}\n`);
