import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { createEncryption } from '../../src/postgres/encryption/cipher.ts';
import { countReadable, insertSealedRows } from '../support/database/encrypted-rows.ts';
import { useScripts } from '../support/process/scripts.ts';
import { type Exit, IN_ORDER, REFUSED, type ServerProcess } from '../support/process/server-process.ts';

const TEST_MAX_MS = 60_000;
const PROGRESS_MAX_MS = 30_000;

const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
const withBoth = createEncryption(newKey, [oldKey]);
const withNew = createEncryption(newKey, []);

const scripts = useScripts();

const npmRun = ['npm', 'run', '--silent', 'rotate-encryption-key'] as const;
/** What the script of npm runs after the build. */
const bundled = [process.execPath, join(inject('bundle'), 'rotate-encryption-key.js')] as const;

function rotate(
  command: typeof npmRun | typeof bundled,
  previous = oldKey.toString('base64'),
): ServerProcess {
  return scripts.launch(command, {
    ENCRYPTION_KEY: newKey.toString('base64'),
    ENCRYPTION_KEY_PREVIOUS: previous,
  });
}

test(
  'rotate-encryption-key continues after it was killed and re-encrypts everything',
  async () => {
    await insertSealedRows(scripts.database, oldKey, 450);
    // One row is in somebody's hands, so that the first run cannot come to its end.
    const somebody = new pg.Client({ connectionString: scripts.database.url });
    await somebody.connect();
    await somebody.query(`BEGIN; SELECT FROM connected_account WHERE id = 'ca_00100' FOR UPDATE`);
    const first = rotate(bundled);
    await expect
      .poll(() => first.printed, { timeout: PROGRESS_MAX_MS })
      .toContain('connected_account.credentials: 449 of 450\n');
    first.kill('SIGKILL');
    const killed: Exit = { code: null, signal: 'SIGKILL' };
    expect(await first.exited).toEqual(killed);
    expect(await countReadable(scripts.database, withNew)).toBe(450);
    expect(await countReadable(scripts.database, withBoth)).toBe(451);
    await somebody.query('COMMIT');
    await somebody.end();

    const second = rotate(npmRun);
    expect(await second.exited).toEqual(IN_ORDER);
    expect(second.printed).toBe(
      'connected_account.credentials: 1 of 1\n' +
        'All encrypted data uses ENCRYPTION_KEY. The previous keys are no longer needed.\n',
    );
    expect(await countReadable(scripts.database, withNew)).toBe(451);
    const third = rotate(bundled, '');
    expect(await third.exited).toEqual(IN_ORDER);
  },
  TEST_MAX_MS,
);

test(
  'rotate-encryption-key exits with code 1 and one sentence naming a missing key or a damaged row',
  async () => {
    await insertSealedRows(scripts.database, oldKey, 2);
    const withoutOld = rotate(bundled, '');
    expect(await withoutOld.exited).toEqual(REFUSED);
    expect(withoutOld.explanation).toMatch(
      /^The database holds credentials that were encrypted with another key\. .*\n$/,
    );

    await scripts.database.query(
      `UPDATE connected_account SET credentials = 'rubbish' WHERE id = 'ca_00001'`,
    );
    const damaged = rotate(npmRun);
    expect(await damaged.exited).toEqual(REFUSED);
    expect(damaged.explanation).toContain('connected_account.credentials of ca_00001 cannot be opened');
    expect(damaged.explanation).toContain('Keep the keys in ENCRYPTION_KEY_PREVIOUS.');
    expect(await countReadable(scripts.database, withNew)).toBe(2);
  },
  TEST_MAX_MS,
);
