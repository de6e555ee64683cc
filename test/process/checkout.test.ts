import { copyFile, cp } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { REPOSITORY } from '../support/bundle.ts';
import { useProcesses } from '../support/process/processes.ts';
import { launchProcess, REFUSED, STACK_TRACE } from '../support/process/server-process.ts';

const processes = useProcesses();

/** Runs a command in a checkout whose packages are not installed. */
async function runWithoutPackages(...command: [string, ...string[]]) {
  await copyFile(join(REPOSITORY, 'package.json'), join(processes.folder, 'package.json'));
  await cp(join(REPOSITORY, 'scripts'), join(processes.folder, 'scripts'), { recursive: true });
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, NODE_ENV: 'production' };
  const started = launchProcess({ command, cwd: processes.folder, env, leadsGroup: false });
  onTestFinished(() => started.destroy());
  expect(await started.exited).toEqual(REFUSED);
  expect(started.stderr).not.toMatch(STACK_TRACE);
  return started;
}

describe('a checkout fails with one sentence when', () => {
  test.each([
    'start',
    'worker',
    'migrate',
    'backup',
    'restore',
    'rotate-encryption-key',
    'recover-organization-key',
    'verify-audit-log',
  ])('development dependencies are missing: npm run %s', async (script) => {
    const { stderr } = await runWithoutPackages('npm', 'run', '--silent', script);
    expect(stderr).toMatch(/^Building a checkout needs its development dependencies, .*\n$/);
    expect(stderr).toContain('npm ci --include=dev');
  });

  test('Node.js is too old', async () => {
    const older = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'18.20.8'})`;
    const { stderr } = await runWithoutPackages(process.execPath, '--import', older, 'scripts/build.mjs');
    expect(stderr).toBe('Bailiwick needs Node.js 20.19 or newer; this is 18.20.8.\n');
  });
});
