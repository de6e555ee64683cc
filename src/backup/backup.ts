import { resolve } from 'node:path';
import { readKeyFile } from '../postgres/embedded/encryption-key-file.ts';
import { externalPostgres, hasCluster, joinOrStart } from '../postgres/embedded/running.ts';
import { createEncryption } from '../postgres/encryption/cipher.ts';
import { createPool, requireConnection } from '../postgres/pool.ts';
import { dumpDatabase } from './dump.ts';
import { BackupError } from './error.ts';
import { writeBackupFile } from './file.ts';

export type BackupOptions = {
  /** Null: the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** Null: the one in the data folder. */
  readonly encryptionKey: Buffer | null;
  readonly file: string;
  readonly release: string;
  /** Whether the encryption key goes into the file. */
  readonly withKey: boolean;
  /** Gives it up, and leaves nothing behind. */
  readonly signal: AbortSignal;
};

export type Backup = { readonly bytes: number; readonly keyIds: readonly string[] };

/** Writes all that the database holds into one file, as it is at one moment, while servers go on. Throws BackupError when it
 *  cannot, and then there is no file. */
export async function createBackup(options: BackupOptions): Promise<Backup> {
  const { url, close } = await openDatabase(options);
  const pool = createPool({ url, connectionsMax: 2 });
  let keyIds: readonly string[] = [];
  const keyFor = async (neededIds: readonly string[]) => {
    keyIds = neededIds;
    return options.withKey ? exportableKey(options, neededIds) : undefined;
  };
  try {
    await requireConnection(pool);
    const { rows } = await pool.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS "isOurs"`);
    if (!rows[0]?.isOurs) throw new BackupError('The database holds nothing of Bailiwick.');
    const lines = dumpDatabase(pool, {
      release: options.release,
      createdAt: new Date().toISOString(),
      keyFor,
    });
    return { bytes: await writeBackupFile(resolve(options.file), lines, options.signal), keyIds };
  } finally {
    await pool.end();
    await close();
  }
}

/** That of a server that runs, or else started for us. Nothing is migrated: a back-up is made before an upgrade too. */
async function openDatabase({ databaseUrl, dataDir }: BackupOptions) {
  if (databaseUrl !== null) return externalPostgres(databaseUrl);
  if (!hasCluster(dataDir)) throw new BackupError(`${resolve(dataDir)} holds no database. Set DATA_DIR.`);
  return joinOrStart({ dataDir, durable: true });
}

async function exportableKey(options: BackupOptions, keyIds: readonly string[]): Promise<string> {
  const key = options.encryptionKey ?? (await readKeyFile(options.dataDir));
  const [id] = key ? createEncryption(key, []).keyIds : [];
  if (key && keyIds.every((neededId) => neededId === id?.toString('hex'))) return key.toString('base64');
  throw new BackupError(
    'The key at hand is not the only one that the database needs, so the file would not be enough. Run rotate-encryption-key, or leave out --with-key.',
  );
}
