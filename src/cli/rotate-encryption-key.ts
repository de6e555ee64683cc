// Re-encrypts with ENCRYPTION_KEY what a key of ENCRYPTION_KEY_PREVIOUS encrypted: npm run rotate-encryption-key

import { openContext } from '../app/context.ts';
import { exitWithError } from '../app/fatal-error.ts';
import { readConfig, readProcessEnvironment } from '../config.ts';
import { rotateEncryptionKeys } from '../postgres/encryption/rotate.ts';

async function main(): Promise<void> {
  const config = readConfig(readProcessEnvironment());
  const { pool, encryption, close } = await openContext(config, { joinsRunning: true });
  const isComplete = await rotateEncryptionKeys(pool, encryption, {
    progress: (column, done, total) => process.stdout.write(`${column}: ${done} of ${total}\n`),
    failed: (why) => process.stderr.write(`${why}\n`),
  }).finally(close);
  if (!isComplete) exitWithError('These rows are unchanged. Keep the keys in ENCRYPTION_KEY_PREVIOUS.');
  process.stdout.write('All encrypted data uses ENCRYPTION_KEY. The previous keys are no longer needed.\n');
}

main().catch(exitWithError);
