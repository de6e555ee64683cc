import { createCipheriv, createDecipheriv, createHash, createSecretKey, randomBytes } from 'node:crypto';

/** Every column that holds sealed text, and the columns by which its table can be walked. */
export const sealedColumns = [
  { column: 'auth_config.credentials', key: ['organization_id', 'project_id', 'id'] },
  { column: 'connected_account.credentials', key: ['organization_id', 'project_id', 'id'] },
  { column: 'idempotency_key.body', key: ['organization_id', 'id'] },
  { column: 'webhook_subscription.headers', key: ['organization_id', 'id'] },
  { column: 'webhook_subscription.previous_secret', key: ['organization_id', 'id'] },
  { column: 'webhook_subscription.secret', key: ['organization_id', 'id'] },
] as const;

export type SealedColumn = (typeof sealedColumns)[number];

/** Where a sealed text stands. What was sealed for one place cannot be opened at another. */
export type SealedPlace = {
  readonly organizationId: string;
  /** Null: it belongs to the organization as a whole. */
  readonly projectId: string | null;
  readonly id: string;
  /** The table and the column, so that two columns of one row are two places. */
  readonly column: SealedColumn['column'];
};

/** Makes what is secret unreadable before it is stored. */
export type Encryption = {
  /** Those of all keys at hand, the one that seals first. */
  readonly keyIds: readonly Buffer[];
  /** How everything begins that is sealed now. */
  readonly header: Buffer;
  /** Never the same twice. */
  seal(text: string, place: SealedPlace): Buffer;
  /** Throws, and tells nothing of the text, for what is damaged, stands at another place, or was sealed with a key that is
   *  not at hand. */
  open(sealed: Buffer, place: SealedPlace): string;
};

const ALGORITHM = 'aes-256-gcm';
const VERSION = Buffer.from([1]);
const KEY_ID_BYTES = 8;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NONCE_START = VERSION.length + KEY_ID_BYTES;
const TAG_START = NONCE_START + NONCE_BYTES;
const TEXT_START = TAG_START + TAG_BYTES;

/** Tells keys apart and tells nothing of them. */
const keyIdOf = (key: Buffer) => createHash('sha256').update(key).digest().subarray(0, KEY_ID_BYTES);

/** AES-256-GCM. What it makes is: version, key id, nonce, tag, ciphertext. New text is sealed with `current`; `previous`
 *  keys still open what they sealed. */
export function createEncryption(current: Buffer, previous: readonly Buffer[]): Encryption {
  const keys = [current, ...previous].map((key) => ({ id: keyIdOf(key), key: createSecretKey(key) }));
  const [sealing] = keys;
  if (!sealing) throw new Error('There is no key.');
  const header = Buffer.concat([VERSION, sealing.id]);
  return {
    keyIds: keys.map(({ id }) => id),
    header,
    seal: (text, place) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, sealing.key, nonce).setAAD(associatedData(header, place));
      const sealed = [cipher.update(text, 'utf8'), cipher.final()];
      return Buffer.concat([header, nonce, cipher.getAuthTag(), ...sealed]);
    },
    open: (sealed, place) => {
      const openError = (reason: string) =>
        new Error(`The sealed ${place.column} of ${place.id} cannot be opened: ${reason}.`);
      if (sealed.length < TEXT_START || !sealed.subarray(0, VERSION.length).equals(VERSION))
        throw openError('it does not have the form of one');
      const matchingKey = keys.find(({ id }) => id.equals(sealed.subarray(VERSION.length, NONCE_START)));
      if (!matchingKey)
        throw openError('its key is neither ENCRYPTION_KEY nor one of ENCRYPTION_KEY_PREVIOUS');
      const nonce = sealed.subarray(NONCE_START, TAG_START);
      const decipher = createDecipheriv(ALGORITHM, matchingKey.key, nonce, { authTagLength: TAG_BYTES })
        .setAAD(associatedData(sealed.subarray(0, NONCE_START), place))
        .setAuthTag(sealed.subarray(TAG_START, TEXT_START));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(TEXT_START)), decipher.final()]).toString(
          'utf8',
        );
      } catch {
        throw openError('it is damaged, or was sealed for another place');
      }
    },
  };
}

/** The associated data: what must be the same when the text is opened. */
function associatedData(header: Buffer, { organizationId, projectId, id, column }: SealedPlace): Buffer {
  return Buffer.concat([header, Buffer.from(JSON.stringify([organizationId, projectId, id, column]))]);
}
