import type pg from 'pg';
import { BEGIN } from '../connection/transaction-pooler.ts';
import { keyOfDataFolder } from '../embedded/encryption-key-file.ts';
import { createEncryption, type Encryption } from './cipher.ts';

export type KeySource = {
  /** Null: use the key in the data folder. */
  readonly encryptionKey: Buffer | null;
  readonly previousEncryptionKeys: readonly Buffer[];
  readonly dataDir: string;
};

/** The database contains values that no configured key opens. The message states the remedy. */
export class EncryptionKeyError extends Error {
  override readonly name = 'EncryptionKeyError';
}

/** Creates the encryption with the configured keys, after verifying that they open everything in the database. Throws
 *  EncryptionKeyError, with nothing changed, when a key is missing. */
export async function openEncryption(pool: pg.Pool, source: KeySource): Promise<Encryption> {
  const { encryptionKey, dataDir } = source;
  const client = await pool.connect();
  let isDone = false;
  try {
    // If two first starts use different keys, the second must see the key of the first.
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
    // Ends the session, and with it a failed transaction.
    client.release(!isDone);
  }
}

function missingKey(dataDir: string | null): EncryptionKeyError {
  const remedy =
    dataDir === null
      ? 'Start with the former ENCRYPTION_KEY, or add it to ENCRYPTION_KEY_PREVIOUS.'
      : `Restore encryption.key into ${dataDir} from a backup, or add its key to ENCRYPTION_KEY_PREVIOUS.`;
  return new EncryptionKeyError(
    `The database holds credentials that were encrypted with another key. ${remedy}`,
  );
}
