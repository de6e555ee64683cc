import { sha256 } from '../../../lib/sha256.ts';
import {
  type EntryText,
  HASH_VERSION,
  hashedColumns,
} from '../../../repositories/audit-log/canonical-text.ts';

/** Where an entry stands in its chain. Texts as they are exported: hashes in hexadecimal. */
export type Link = {
  readonly sequence: string;
  readonly previousHash: string;
  readonly sealedAt: string;
};

const hashedFields = Object.keys(hashedColumns) as readonly (keyof typeof hashedColumns)[];

/** The hash of a whole entry at its place. Each field is a line with its length in bytes before it, so that no two entries
 *  make the same text. */
export function hashOf(entry: EntryText, { sequence, previousHash, sealedAt }: Link): Buffer {
  let text = `${HASH_VERSION}\n`;
  for (const value of [entry.organizationId, sequence, previousHash, sealedAt]) text += line(value);
  for (const field of hashedFields) text += line(entry[field]);
  return sha256(text);
}

const line = (value: string | null) => (value === null ? '-\n' : `${Buffer.byteLength(value)}:${value}\n`);
