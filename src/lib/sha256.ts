import { hash } from 'node:crypto';

/** Converts through a string: letting `hash` allocate a Buffer would cost more than the hash. */
export function sha256(text: string): Buffer {
  return Buffer.from(hash('sha256', text, 'binary'), 'latin1');
}
