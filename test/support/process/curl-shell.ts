import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** Understands as much of curl as we print. */
const CURL_STAND_IN = `#!/usr/bin/env node
const { values, positionals } = require('node:util').parseArgs({
  allowPositionals: true,
  options: {
    silent: { type: 'boolean', short: 's' },
    request: { type: 'string', short: 'X' },
    header: { type: 'string', short: 'H', multiple: true },
    data: { type: 'string', short: 'd' },
    include: { type: 'boolean', short: 'i' },
  },
});
const headers = (values.header ?? []).map((line) => line.split(/: *(.*)/s, 2));
const method = values.request ?? (values.data ? 'POST' : 'GET');
fetch(positionals[0], { method, headers, body: values.data }).then(async (response) => {
  const head = [...response.headers].map(([name, value]) => name + ': ' + value + '\\r\\n').join('');
  const status = 'HTTP/1.1 ' + response.status + '\\r\\n';
  process.stdout.write((values.include ? status + head + '\\r\\n' : '') + (await response.text()));
});
`;

/** Runs a command as a shell with these variables gets it pasted, and gives what it prints. On a machine that has no curl, a
 *  stand-in in the folder takes its place. */
export async function runInShell(
  command: string,
  folder: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<string> {
  const standIns = join(folder, 'stand-ins');
  await mkdir(standIns, { recursive: true });
  await writeFile(join(standIns, 'curl'), CURL_STAND_IN, { mode: 0o755 });
  const env = { ...variables, PATH: [process.env.PATH, standIns].join(delimiter) };
  return (await promisify(execFile)('/bin/sh', ['-c', command], { env })).stdout;
}
