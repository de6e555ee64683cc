import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createEncryption, type SealedLocation } from '../../../src/postgres/encryption/cipher.ts';

const [key, otherKey] = [randomBytes(32), randomBytes(32)];
const encryption = createEncryption(key, []);

const place: SealedLocation = {
  organizationId: 'org_1',
  projectId: 'proj_1',
  id: 'ca_1',
  column: 'connected_account.credentials',
};

const TEXT = 'a secret – with ü, 😀 and \u0000';

describe('encryption', () => {
  test.each(['', TEXT, 'x'.repeat(10_000)])('decrypts what it encrypted', (text) => {
    expect(encryption.open(encryption.seal(text, place), place)).toBe(text);
  });

  test('encrypts equal texts differently each time', () => {
    const sealed = Array.from({ length: 100 }, () => encryption.seal(TEXT, place));
    expect(new Set(sealed.map((one) => one.toString('hex'))).size).toBe(100);
    for (const one of sealed) expect(one.includes('secret')).toBe(false);
  });

  test('decrypts with a previous key and encrypts with the current one', () => {
    const rotated = createEncryption(otherKey, [key]);
    expect(rotated.open(encryption.seal(TEXT, place), place)).toBe(TEXT);
    const anew = rotated.seal(TEXT, place);
    expect(createEncryption(otherKey, []).open(anew, place)).toBe(TEXT);
    expect(() => encryption.open(anew, place)).toThrow('its key is neither');
  });
});

describe('encryption rejects', () => {
  test('a ciphertext with one changed bit, without revealing the text', () => {
    const sealed = encryption.seal(TEXT, place);
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const damaged = Buffer.from(sealed);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => encryption.open(damaged, place), `bit ${bit}`).toThrow(
        /^The sealed connected_account.credentials of ca_1 cannot be opened: [a-zA-Z_, ]+\.$/,
      );
    }
  });

  test('a truncated or extended ciphertext', () => {
    const sealed = encryption.seal(TEXT, place);
    for (let length = 0; length < sealed.length; length++)
      expect(() => encryption.open(sealed.subarray(0, length), place)).toThrow('cannot be opened');
    expect(() => encryption.open(Buffer.concat([sealed, Buffer.alloc(1)]), place)).toThrow(
      'cannot be opened',
    );
  });

  test.each([
    ['organization', { organizationId: 'org_2' }],
    ['project', { projectId: 'proj_2' }],
    ['project, namely none', { projectId: null }],
    ['row', { id: 'ca_2' }],
    ['column', { column: 'auth_config.credentials' }],
    ['place with the same letters', { organizationId: 'org_1proj_1', projectId: '' }],
  ] as const)('a ciphertext of another %s', (_what, other) => {
    const sealed = encryption.seal(TEXT, place);
    expect(() => encryption.open(sealed, { ...place, ...other })).toThrow('sealed for another location');
  });
});
