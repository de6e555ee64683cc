import { customAlphabet } from 'nanoid';
import { BASE62 } from './base62.ts';

/** Base62 characters from a cryptographic source: 5.95 bits each. */
export const randomBase62: (length: number) => string = customAlphabet(BASE62);
