import { customAlphabet } from 'nanoid';
import { BASE62, encodeBase62 } from './base62.ts';

/** Base62 characters from a cryptographic source: 5.95 bits each. */
export const randomBase62: (length: number) => string = customAlphabet(BASE62);

/** Enough digits for milliseconds until the year 2081, when the values wrap around. */
const TIME_LENGTH = 7;

/** Returns base62 characters of which the first seven encode the time and the others are random: sorted by time of
 *  creation, in any order within a millisecond. */
export function sequentialBase62(now: Date, length: number): string {
  const time = encodeBase62(now.getTime() % 62 ** TIME_LENGTH, TIME_LENGTH);
  return time + randomBase62(length - TIME_LENGTH);
}
