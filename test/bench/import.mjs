// Imports projects with the program of docs/guides/import.md at the default settings, while a gateway, a project key and another
// organization key go on: npm run bench:import [PROJECTS]. Ends with code 1 unless everything was answered and the import took 20
// seconds at most.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { importProjects } from '../readme/import-projects.ts';

const projectCount = Number(process.argv[2] ?? '10000');
const IMPORT_MAX_MS = 20_000;
/** Between two requests of the same caller beside the import. */
const PAUSE_MS = 5;
const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

const folder = await mkdtemp(join(tmpdir(), 'bailiwick-import-'));
// Started by root, PostgreSQL runs as another user, who must reach its data.
await chmod(folder, 0o711);
// No variable of the caller, no .env file: the defaults.
const env = {
  PATH: process.env.PATH,
  HOME: folder,
  PORT: '0',
  DATA_DIR: join(folder, 'data'),
  LOG_LEVEL: 'warn',
};
const server = spawn(process.execPath, [main], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
const exited = once(server, 'exit');

try {
  const { url, organizationKey, projectKey } = await welcomeOf(server);
  const organization = { 'x-org-api-key': organizationKey };
  const { secret } = (
    await ask(
      url,
      organization,
      'mutation { createApiKey(input: { name: "gateway" }) { issuedKey { secret } } }',
    )
  ).body.data.createApiKey.issuedKey;
  const gateway = { 'x-org-api-key': secret };
  const verification = `{ verifyApiKey(secret: "${projectKey}") { code project { id } } }`;
  const beside = [
    ['gateway, verifyApiKey', gateway, verification],
    ['project key, project', { 'x-api-key': projectKey }, '{ project { id name config { displayName } } }'],
    [
      'another organization key, projects',
      gateway,
      '{ organization { projects(first: 10) { nodes { id } } } }',
    ],
  ].map(([name, headers, query]) => keepAsking(url, name, headers, query));

  const startedAt = performance.now();
  const names = Array.from({ length: projectCount }, (_, index) => `imported-${index}`);
  const path = join(folder, 'imported.jsonl');
  await importProjects({ url: `${url}/graphql`, organizationKey }, names, path);
  const tookMs = performance.now() - startedAt;
  const others = await Promise.all(beside.map((caller) => caller.stop()));
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  const missingCount = projectCount - lines.filter((line) => JSON.parse(line).secret !== null).length;
  console.table(others);
  console.log(
    `${projectCount - missingCount} of ${projectCount} projects with keys in ${(tookMs / 1_000).toFixed(1)} s, ${Math.round((projectCount * 1_000) / tookMs)} a second; load of the machine ${loadavg()[0]?.toFixed(1)}`,
  );
  const isComplete = missingCount === 0 && others.every(({ refused }) => refused === '');
  if (tookMs > IMPORT_MAX_MS || !isComplete) process.exitCode = 1;
} finally {
  server.kill();
  await exited;
  await rm(folder, { recursive: true });
}

async function welcomeOf({ stdout }) {
  let text = '';
  for await (const chunk of stdout) {
    text += chunk;
    const found = /ready at (http:\S+)\/graphql[\s\S]*(oak_\w+) [\s\S]*?\b(ak_\w+)/.exec(text);
    if (found) return { url: found[1], organizationKey: found[2], projectKey: found[3] };
  }
  throw new Error(`The server did not start: ${text}`);
}

async function ask(url, headers, query) {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return { status: answer.status, body: await answer.json() };
}

function keepAsking(url, name, headers, query) {
  let isOver = false;
  const statuses = [];
  const times = [];
  const asking = (async () => {
    while (!isOver) {
      const startedAt = performance.now();
      const { status, body } = await ask(url, headers, query);
      times.push(performance.now() - startedAt);
      statuses.push(
        body.errors
          ? `${status} ${body.errors[0].extensions.budget ?? body.errors[0].extensions.code}`
          : status,
      );
      await sleep(PAUSE_MS);
    }
  })();
  return {
    stop: async () => {
      isOver = true;
      await asking;
      return { name, ...summary(statuses, times) };
    },
  };
}

function summary(statuses, times) {
  const refused = statuses.filter((status) => status !== 200);
  const at = (share) => times.toSorted((a, b) => a - b)[Math.floor(times.length * share)]?.toFixed(1);
  return {
    requests: statuses.length,
    refused: refused.length === 0 ? '' : `${refused.length}: ${[...new Set(refused)].join(', ')}`,
    'p50 ms': at(0.5),
    'p95 ms': at(0.95),
  };
}
