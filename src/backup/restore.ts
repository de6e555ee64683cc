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
  /** Tables that no migration created. */
  readonly skippedTables: readonly string[];
  /** Whether the data folder received its key from the file. */
  readonly gotKey: boolean;
};

/** Restores a backup into an empty database atomically: the file is verified and the keys are checked before anything
 *  changes. Later migrations are left to the next start. Throws BackupError and other operator errors. */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { databaseUrl, dataDir, migrationsFolder, overwrites } = options;
  const file = resolve(options.file);
  const about = await checkBackupFile(file);
  const migrations = migrationsOf(about.migrations, await readMigrations(migrationsFolder));
  const newKey = await keyToInstall(options, about);
  if (databaseUrl !== null && overwrites) {
    throw new BackupError(
      '--overwrite only applies to the database of a data folder. Point DATABASE_URL at an empty database.',
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
    return { about, skippedTables: leftOut, gotKey: newKey !== undefined };
  } finally {
    await pool.end();
    await postgres?.close();
  }
}

/** Returns the key to install into the data folder from the file. Undefined: a key is configured. Throws BackupError
 *  when the available keys do not open all rows. */
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
  const alternative = databaseUrl === null ? `, or store it as encryption.key in ${resolve(dataDir)}` : '';
  const available = current ? `but the configured ones are ${ids.join(', ')}` : 'but no key is configured';
  throw new BackupError(
    `The backup needs the encryption key ${keyIds.join(', ')}, ${available}. Set it as ENCRYPTION_KEY${alternative}.`,
  );
}
