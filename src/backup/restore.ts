import { resolve } from 'node:path';
import { putKeyFile, readKeyFile, removeKeyFile } from '../postgres/embedded/encryption-key-file.ts';
import { startEmbeddedPostgres } from '../postgres/embedded/start.ts';
import { createEncryption } from '../postgres/encryption/cipher.ts';
import { migrationsOf, readMigrations } from '../postgres/migrations.ts';
import { createPool, requireConnection } from '../postgres/pool.ts';
import { BackupError } from './error.ts';
import { type BackupHeader, checkBackupFile, readBackupFile } from './file.ts';
import { loadBackup } from './load.ts';

export type RestoreOptions = {
  /** Null: the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly encryptionKey: Buffer | null;
  readonly previousEncryptionKeys: readonly Buffer[];
  readonly migrationsFolder: string;
  readonly file: string;
  /** Whether the database of the data folder may be replaced. */
  readonly overwrites: boolean;
};

export type Restored = {
  readonly about: BackupHeader;
  /** Tables that no migration of ours made. */
  readonly leftOut: readonly string[];
  /** Whether the data folder got its key from the file. */
  readonly gotKey: boolean;
};

/** Puts a back-up into an empty database, all of it or nothing: the file is read to its end and the keys are tried before
 *  anything is begun. Later migrations are left to the next start. Throws BackupError and others of our own. */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { databaseUrl, dataDir, migrationsFolder, overwrites } = options;
  const file = resolve(options.file);
  const about = await checkBackupFile(file);
  const migrations = migrationsOf(about.migrations, await readMigrations(migrationsFolder));
  const newKey = await keyToInstall(options, about);
  if (databaseUrl !== null && overwrites) {
    throw new BackupError(
      '--overwrite is for the database of a data folder. Give DATABASE_URL an empty one.',
    );
  }
  const postgres = databaseUrl === null ? await startEmbeddedPostgres({ dataDir, durable: true }) : undefined;
  const url = databaseUrl ?? postgres?.url ?? '';
  const pool = createPool({ url, connectionsMax: 2 });
  const installKey = async () => {
    if (newKey) await putKeyFile(resolve(dataDir), newKey);
  };
  try {
    await requireConnection(pool);
    const leftOut = await readBackupFile(file, (about, parts) =>
      loadBackup(pool, { about, parts, migrations, overwrites, beforeCommit: installKey }),
    ).catch(async (error) => {
      if (newKey) await removeKeyFile(dataDir);
      throw error;
    });
    return { about, leftOut, gotKey: newKey !== undefined };
  } finally {
    await pool.end();
    await postgres?.close();
  }
}

/** The key that the data folder needs from the file. Undefined: there is one at hand. Throws BackupError when what is at hand
 *  does not open all that the rows hold. */
async function keyToInstall(
  options: RestoreOptions,
  { key, keyIds }: BackupHeader,
): Promise<Buffer | undefined> {
  const { databaseUrl, dataDir, encryptionKey, previousEncryptionKeys } = options;
  const configuredKey = encryptionKey ?? (databaseUrl === null ? await readKeyFile(dataDir) : undefined);
  const keyFromFile = key === undefined || configuredKey ? undefined : Buffer.from(key, 'base64');
  const current = configuredKey ?? keyFromFile;
  const ids = current
    ? createEncryption(current, previousEncryptionKeys).keyIds.map((id) => id.toString('hex'))
    : [];
  if (keyIds.every((id) => ids.includes(id))) return keyFromFile;
  const alternative = databaseUrl === null ? `, or as encryption.key into ${resolve(dataDir)}` : '';
  const available = current ? `not ${ids.join(', ')}` : 'and there is none';
  throw new BackupError(
    `The back-up needs the encryption key ${keyIds.join(', ')}, ${available}. Put it into ENCRYPTION_KEY${alternative}.`,
  );
}
