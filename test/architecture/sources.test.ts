import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { REPOSITORY } from '../support/bundle.ts';

/** What a program of ours says against the sources; nothing where it ends well. */
async function complaintsOf(program: string, ...args: string[]): Promise<string> {
  const path = join(REPOSITORY, 'node_modules/.bin', program);
  try {
    await promisify(execFile)(path, args, { cwd: REPOSITORY });
    return '';
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    return stdout + stderr || message;
  }
}

describe('the sources', () => {
  const CHECK_MAX_MS = 180_000;

  test('have the types that they say', { timeout: CHECK_MAX_MS }, async () => {
    // One thread takes half the processor time of several, which the other tests use meanwhile.
    const complaints = await complaintsOf('tsc', '--singleThreaded', '--pretty', 'false');
    expect(complaints, complaints).toBe('');
  });

  test.each(['src/graphiql', 'src/dashboard'])(
    'of %s, which run in browsers, have the types that they say',
    {
      timeout: CHECK_MAX_MS,
    },
    async (folder) => {
      const complaints = await complaintsOf('tsc', '--singleThreaded', '--pretty', 'false', '-p', folder);
      expect(complaints, complaints).toBe('');
    },
  );

  test('are formatted, and lint finds nothing', { timeout: CHECK_MAX_MS }, async () => {
    const complaints = await complaintsOf('biome', 'check', '.');
    expect(complaints, complaints).toBe('');
  });

  test('have no file and no export without a use', { timeout: CHECK_MAX_MS }, async () => {
    const complaints = await complaintsOf('knip', '--no-config-hints', '--no-progress');
    expect(complaints, complaints).toBe('');
  });
});
