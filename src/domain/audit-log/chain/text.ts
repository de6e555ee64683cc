import { sha256 } from '../../../lib/sha256.ts';
import {
  type EntryText,
  HASH_VERSION,
  hashedColumns,
} from '../../../repositories/audit-log/canonical-text.ts';

/** The link of an entry in its chain. Values as exported: hashes in hexadecimal. */
export type Link = {
  readonly sequence: string;
  readonly previousHash: string;
  readonly sealedAt: string;
};

const hashedFields = Object.keys(hashedColumns) as readonly (keyof typeof hashedColumns)[];

/** Returns the hash of an entry at its position. Each field is a line prefixed with its length in bytes, so that no two
 *  entries have the same text. */
export function hashOf(entry: EntryText, { sequence, previousHash, sealedAt }: Link): Buffer {
  let text = `${HASH_VERSION}\n`;
  for (const value of [entry.organizationId, sequence, previousHash, sealedAt]) text += line(value);
  for (const field of hashedFields) text += line(entry[field]);
  return sha256(text);
}

const line = (value: string | null) => (value === null ? '-\n' : `${Buffer.byteLength(value)}:${value}\n`);
