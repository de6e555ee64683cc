// Mercurius beside the server: its packages, its rows, and what it is sent.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { asSentBy } from '../clients.mjs';
import { documentsWith, nthRegenerated, requestsOf } from '../requests.mjs';
import { runProgram } from '../revision.mjs';
import { ROOT } from '../servers.mjs';
import { keyId, projectId } from '../shape.mjs';

const FILES = join(import.meta.dirname, 'mercurius');
/** Outside of the sources, and not among the packages of `npm ci`. */
const FOLDER = join(ROOT, 'node_modules/.cache/bailiwick-bench/mercurius');
const INSTALL_MAX_MS = 3 * 60_000;

/** Installs what its lock file has, unless it has been installed. */
async function install(signal) {
  const lock = await readFile(join(FILES, 'package-lock.json'), 'utf8');
  await mkdir(FOLDER, { recursive: true });
  await cp(FILES, FOLDER, { recursive: true });
  const mark = join(FOLDER, 'node_modules/.installed');
  if ((await readFile(mark, 'utf8').catch(() => '')) === lock) return;
  console.error('Installing Mercurius.');
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  await runProgram('npm', args, { cwd: FOLDER, maxMs: INSTALL_MAX_MS, signal });
  await writeFile(mark, lock);
}

async function fill(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(await readFile(join(FILES, 'fill.sql'), 'utf8'));
  await client.query('VACUUM ANALYZE');
  await client.end();
}

/** Makes it ready to start on a filled database. */
export async function prepareMercurius(databaseUrl, signal) {
  await install(signal);
  await fill(databaseUrl);
  return {
    name: 'mercurius',
    folder: FOLDER,
    file: 'server.mjs',
    path: () => '/graphql',
    documents,
    requestsOf: mercuriusRequests,
    plainRequests: (op) => asSentBy('bare', 'plain', documents[op], mercuriusRequests(op, 0, 10_000)),
  };
}

const CONFIG = 'region tier rateLimit timeoutMs debug webhookUrl';
const documents = {
  ...documentsWith(CONFIG),
  q4: 'query Who { viewer { kind projectId } }',
  m1: `mutation Create($name: String!) {
    createProject(name: $name) { project { id name } secret apiKey { id prefix last4 } }
  }`,
  m2: 'mutation Regenerate($id: ID!) { regenerateApiKey(id: $id) { secret apiKey { id prefix last4 } } }',
};

/** The requests of `requestsOf`, with its documents and its cursors. */
function mercuriusRequests(op, o, n) {
  const requests = requestsOf(op, o, n);
  if (op === 'q3')
    return requests.map((request, i) => ({
      ...request,
      variables: { first: 50, after: cursorBefore(o, n - i) },
    }));
  if (op === 'm2')
    return requests.map((request, i) => ({
      ...request,
      variables: { id: keyId('d', 51, nthRegenerated(i)) },
    }));
  return requests;
}

/** Its list is in the order of the ids. */
const cursorBefore = (o, i) => Buffer.from(projectId(o, i - 100)).toString('base64');
