// Encrypts everything with ENCRYPTION_KEY that one of ENCRYPTION_KEY_PREVIOUS encrypted: npm run rotate-encryption-key

import { openContext } from '../app/context.ts';
import { exitWithError } from '../app/fatal-error.ts';
import { readConfig, readProcessEnvironment } from '../config.ts';
import { rotateEncryptionKeys } from '../postgres/encryption/rotate.ts';

async function main(): Promise<void> {
  const config = readConfig(readProcessEnvironment());
  const { pool, encryption, close } = await openContext(config, { joinsRunning: true });
  const isWhole = await rotateEncryptionKeys(pool, encryption, {
    progress: (column, done, total) => process.stdout.write(`${column}: ${done} of ${total}\n`),
    failed: (why) => process.stderr.write(`${why}\n`),
  }).finally(close);
  if (!isWhole)
    exitWithError('Those rows stay as they were, and the keys in ENCRYPTION_KEY_PREVIOUS are needed still.');
  process.stdout.write(
    'Everything is encrypted with ENCRYPTION_KEY. The previous keys are not needed any more.\n',
  );
}

main().catch(exitWithError);
