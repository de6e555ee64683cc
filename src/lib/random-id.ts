import { customAlphabet } from 'nanoid';
import { BASE62, encodeBase62 } from './base62.ts';

/** Base62 characters from a cryptographic source: 5.95 bits each. */
export const randomBase62: (length: number) => string = customAlphabet(BASE62);

/** So many tell a millisecond until the year 2081, and then begin anew. */
const TIME_LENGTH = 7;

/** Base62 characters of which the first seven tell the time and the others are random: what is made one after the other is
 *  in order, within a millisecond in any. */
export function sequentialBase62(now: Date, length: number): string {
  const time = encodeBase62(now.getTime() % 62 ** TIME_LENGTH, TIME_LENGTH);
  return time + randomBase62(length - TIME_LENGTH);
}
