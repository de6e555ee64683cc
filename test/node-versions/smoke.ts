import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { readWelcome } from '../support/process/remote-server.ts';
import { IN_ORDER, launchProcess, linesOf, STACK_TRACE } from '../support/process/server-process.ts';
import type { NodeBinary } from './node-binary.ts';

const REPOSITORY = join(import.meta.dirname, '../..');

type Headers = Readonly<Record<string, string>>;
type Answer = { readonly data: Record<string, unknown> | null; readonly errors?: readonly object[] };

/** Sends an operation and gives its data. Throws when there are errors. */
async function ask(url: string, headers: Headers, query: string, variables: object = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors }: Answer = JSON.parse(await response.text());
  assert.deepEqual([response.status, errors], [200, undefined]);
  return data;
}

/** Builds with a version of Node.js and starts the server with it: on an empty folder, as a new user does. */
async function launch(node: NodeBinary, folder: string, operatorKey: string) {
  const bundle = join(REPOSITORY, `dist-test-${randomBytes(6).toString('hex')}`);
  await promisify(execFile)(node.path, ['scripts/build.mjs', bundle], { cwd: REPOSITORY });
  const { PATH = '', HOME = folder } = process.env;
  const server = launchProcess({
    command: [node.path, join(bundle, 'main.js')],
    cwd: folder,
    env: { PATH: [node.folder, PATH].join(delimiter), HOME, PORT: '0', OPERATOR_KEY: operatorKey },
    leadsGroup: false,
  });
  const close = async () => {
    await server.destroy();
    await rm(bundle, { recursive: true });
  };
  return { server, close };
}

/** Asks for a little of everything with the keys of the first start. */
async function useServer(url: string, printed: string, operatorKey: string): Promise<void> {
  const welcome = readWelcome(printed);
  const organization = { 'x-org-api-key': welcome.organizationKey ?? '' };
  const created = await ask(
    url,
    { 'x-operator-key': operatorKey },
    'mutation { createOrganization(input: { name: "Smoke" }) { issuedKey { secret } } }',
  );
  assert.match(JSON.stringify(created), /oak_\w{38}/);
  const project = await ask(
    url,
    organization,
    'mutation { createProject(input: { name: "smoke", shouldCreateApiKey: true }) { issuedKey { secret } } }',
  );
  const [secret = ''] = /ak_\w{38}/.exec(JSON.stringify(project)) ?? [];
  const verified = await ask(
    url,
    organization,
    'query ($secret: String!) { verifyApiKey(secret: $secret) { isValid } }',
    { secret },
  );
  assert.deepEqual(verified, { verifyApiKey: { isValid: true } });
  const read = await ask(url, { 'x-api-key': secret }, '{ viewer { kind project { name } } }');
  assert.deepEqual(read, { viewer: { kind: 'PROJECT', project: { name: 'smoke' } } });
  const page = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } });
  assert.deepEqual([page.status, (await page.text()).includes('<!')], [200, true]);
  assert.equal((await fetch(`${url}/health/ready`)).status, 200);
}

/** Starts the server with a version of Node.js, uses it and stops it. Throws when anything is not as it should be. */
export async function smoke(node: NodeBinary): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bailiwick-smoke-'));
  // As root, PostgreSQL runs as another user, who must be able to reach its data.
  await chmod(folder, 0o711);
  const operatorKey = randomBytes(32).toString('hex');
  const { server, close } = await launch(node, folder, operatorKey);
  try {
    await useServer(await server.ready(), server.printed, operatorKey);
    server.kill('SIGTERM');
    assert.deepEqual(await server.exited, IN_ORDER);
    assert.equal(server.explanation, '');
    assert.doesNotMatch(server.stderr, STACK_TRACE);
    const [started] = linesOf(server);
    assert.equal(started?.nodeVersion, node.version);
    assert.equal(linesOf(server).at(-1)?.msg, 'stopped');
  } finally {
    await close();
    await rm(folder, { recursive: true });
  }
}
