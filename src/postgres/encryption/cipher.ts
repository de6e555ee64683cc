import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

/** Every column with sealed values, and the key columns to iterate its table by. */
export const sealedColumns = [
  { column: 'archived_webhook_subscription.headers', key: ['organization_id', 'id'] },
  { column: 'archived_webhook_subscription.previous_secret', key: ['organization_id', 'id'] },
  { column: 'archived_webhook_subscription.secret', key: ['organization_id', 'id'] },
  { column: 'auth_config.credentials', key: ['organization_id', 'project_id', 'id'] },
  { column: 'connected_account.credentials', key: ['organization_id', 'project_id', 'id'] },
  { column: 'idempotency_key.body', key: ['organization_id', 'id'] },
  { column: 'webhook_subscription.headers', key: ['organization_id', 'id'] },
  { column: 'webhook_subscription.previous_secret', key: ['organization_id', 'id'] },
  { column: 'webhook_subscription.secret', key: ['organization_id', 'id'] },
] as const;

export type SealedColumn = (typeof sealedColumns)[number];

/** Returns the column that a value was sealed for: rows move to the archive and back with their sealed values. */
const homeOf = (column: SealedColumn['column']): string => column.replace(/^archived_/, '');

/** The location of a sealed value. A value that was sealed for one location cannot be opened at another. */
export type SealedLocation = {
  readonly organizationId: string;
  /** Null: belongs to the organization itself. */
  readonly projectId: string | null;
  readonly id: string;
  /** Table and column, so that two columns of one row are two locations. */
  readonly column: SealedColumn['column'];
};

/** Encrypts secrets before they are stored. */
export type Encryption = {
  /** Ids of all configured keys, the sealing one first. */
  readonly keyIds: readonly Buffer[];
  /** Prefix of everything that is sealed now. */
  readonly header: Buffer;
  /** Returns a different value each time. */
  seal(text: string, location: SealedLocation): Buffer;
  /** Throws, without revealing plaintext, for a value that is damaged, at another location, or sealed with an unknown
   *  key. */
  open(sealed: Buffer, location: SealedLocation): string;
  /** Returns a digest that reveals nothing of a text that could be guessed. It changes with the sealing key. */
  digest(text: string): string;
};

const ALGORITHM = 'aes-256-gcm';
const VERSION = Buffer.from([1]);
const KEY_ID_BYTES = 8;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NONCE_START = VERSION.length + KEY_ID_BYTES;
const TAG_START = NONCE_START + NONCE_BYTES;
const TEXT_START = TAG_START + TAG_BYTES;

/** Identifies a key without revealing it. */
const keyIdOf = (key: Buffer) => createHash('sha256').update(key).digest().subarray(0, KEY_ID_BYTES);

/** AES-256-GCM. A sealed value is: version, key id, nonce, tag, ciphertext. New values are sealed with `current`;
 *  `previous` keys still open theirs. */
export function createEncryption(current: Buffer, previous: readonly Buffer[]): Encryption {
  const keys = [current, ...previous].map((key) => ({ id: keyIdOf(key), key: createSecretKey(key) }));
  const [sealing] = keys;
  if (!sealing) throw new Error('No encryption key.');
  const header = Buffer.concat([VERSION, sealing.id]);
  const digestKey = Buffer.from(hkdfSync('sha256', current, '', 'digest', 32));
  return {
    keyIds: keys.map(({ id }) => id),
    header,
    digest: (text) => createHmac('sha256', digestKey).update(text).digest('base64url'),
    seal: (text, location) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, sealing.key, nonce).setAAD(associatedData(header, location));
      const sealed = [cipher.update(text, 'utf8'), cipher.final()];
      return Buffer.concat([header, nonce, cipher.getAuthTag(), ...sealed]);
    },
    open: (sealed, location) => {
      const openError = (reason: string) =>
        new Error(`The sealed ${location.column} of ${location.id} cannot be opened: ${reason}.`);
      if (sealed.length < TEXT_START || !sealed.subarray(0, VERSION.length).equals(VERSION))
        throw openError('malformed value');
      const matchingKey = keys.find(({ id }) => id.equals(sealed.subarray(VERSION.length, NONCE_START)));
      if (!matchingKey) throw openError('its key is neither ENCRYPTION_KEY nor in ENCRYPTION_KEY_PREVIOUS');
      const nonce = sealed.subarray(NONCE_START, TAG_START);
      const decipher = createDecipheriv(ALGORITHM, matchingKey.key, nonce, { authTagLength: TAG_BYTES })
        .setAAD(associatedData(sealed.subarray(0, NONCE_START), location))
        .setAuthTag(sealed.subarray(TAG_START, TEXT_START));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(TEXT_START)), decipher.final()]).toString(
          'utf8',
        );
      } catch {
        throw openError('it is damaged, or was sealed for another location');
      }
    },
  };
}

/** The associated data, which must match when the value is opened. */
function associatedData(header: Buffer, { organizationId, projectId, id, column }: SealedLocation): Buffer {
  return Buffer.concat([
    header,
    Buffer.from(JSON.stringify([organizationId, projectId, id, homeOf(column)])),
  ]);
}
