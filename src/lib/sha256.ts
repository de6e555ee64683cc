import { hash } from 'node:crypto';

/** By a string: a Buffer of its own would cost more than the hash. */
export function sha256(text: string): Buffer {
  return Buffer.from(hash('sha256', text, 'binary'), 'latin1');
}
