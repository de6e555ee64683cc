import type pg from 'pg';
import { BEGIN } from '../connection/transaction-pooler.ts';
import { keyOfDataFolder } from '../embedded/encryption-key-file.ts';
import { createEncryption, type Encryption } from './cipher.ts';

export type KeySource = {
  /** Null: the one in the data folder. */
  readonly encryptionKey: Buffer | null;
  readonly previousEncryptionKeys: readonly Buffer[];
  readonly dataDir: string;
};

/** The database holds what none of the keys at hand opens. The message tells its operator what to do. */
export class EncryptionKeyError extends Error {
  override readonly name = 'EncryptionKeyError';
}

/** Encryption with the key at hand, once it is certain that everything in the database can be opened. Throws
 *  EncryptionKeyError, with nothing changed, when a key is missing. */
export async function openEncryption(pool: pg.Pool, source: KeySource): Promise<Encryption> {
  const { encryptionKey, dataDir } = source;
  const client = await pool.connect();
  let isDone = false;
  try {
    // Of two first starts with different keys the second must see the first one's.
    await client.query(`${BEGIN}; LOCK TABLE encryption_key IN EXCLUSIVE MODE`);
    const { rows } = await client.query<{ id: Buffer }>('SELECT key_id AS id FROM encryption_key');
    const current = encryptionKey ?? (await keyOfDataFolder(dataDir, { isNew: rows.length === 0 }));
    const encryption = createEncryption(current, source.previousEncryptionKeys);
    const isConfigured = ({ id }: { readonly id: Buffer }) =>
      encryption.keyIds.some((keyId) => keyId.equals(id));
    if (!rows.every(isConfigured)) throw missingKey(encryptionKey === null ? dataDir : null);
    const insert = 'INSERT INTO encryption_key VALUES ($1, now()) ON CONFLICT DO NOTHING';
    await client.query(insert, [encryption.keyIds[0]]);
    await client.query('COMMIT');
    isDone = true;
    return encryption;
  } finally {
    // Ends the session, and with it a transaction that failed.
    client.release(!isDone);
  }
}

function missingKey(dataDir: string | null): EncryptionKeyError {
  const remedy =
    dataDir === null
      ? 'Start with the former ENCRYPTION_KEY, or name it in ENCRYPTION_KEY_PREVIOUS.'
      : `Put encryption.key back into ${dataDir} from a back-up, or name its key in ENCRYPTION_KEY_PREVIOUS.`;
  return new EncryptionKeyError(
    `The database holds credentials that were encrypted with another key. ${remedy}`,
  );
}
