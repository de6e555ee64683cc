// The dashboard of a fresh checkout of the last commit, with many projects: npm run bench:dashboard [PROJECTS] [ROUNDS]. Needs a
// Chromium. Ends with code 1 if a median is above its goal, or a search sends more than one request.
import { execFile, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { importProjects } from '../../readme/import-projects.ts';
import { launchChromium } from '../../support/process/chromium.ts';
import { measurePaint, measureSearches } from './pages.mjs';

const projectCount = Number(process.argv[2] ?? '10000');
const rounds = Number(process.argv[3] ?? '5');
const GOALS_MS = { start: 15_000, cold: 1_500, warm: 700, search: 300 };
const root = fileURLToPath(new URL('../../..', import.meta.url));
const run = promisify(execFile);

const checkout = await mkdtemp(join(root, 'dist-bench-'));
const folder = await mkdtemp(join(tmpdir(), 'bailiwick-dashboard-'));
// Started by root, PostgreSQL runs as another user, who must reach its programs and its data.
for (const path of [checkout, folder]) await chmod(path, 0o755);
let server;
let browser;

try {
  await run('sh', ['-c', 'git archive HEAD | tar -x -C "$0" && cp -al node_modules "$0"', checkout], {
    cwd: root,
  });
  const startedAt = performance.now();
  server = startServer();
  const { origin, organizationKey } = await welcomeOf(server);
  const startMs = performance.now() - startedAt;

  const names = Array.from({ length: projectCount }, (_, index) => `imported-${index}`);
  await importProjects({ url: `${origin}/graphql`, organizationKey }, names, join(folder, 'imported.jsonl'));

  browser = await launchChromium();
  const url = `${origin}/dashboard`;
  const { cold, warm } = await measurePaint(browser, url, rounds);
  const searches = await measureSearches(browser, { url, organizationKey, names, rounds });

  const rows = [
    { figure: 'first npm start of a checkout', times: [startMs], goal: GOALS_MS.start },
    { figure: 'first heading, processor throttled 4 times, cold', times: cold, goal: GOALS_MS.cold },
    { figure: 'the same, warm', times: warm, goal: GOALS_MS.warm },
    {
      figure: `search of the switcher among ${projectCount} projects`,
      times: searches.map(({ ms }) => ms),
      goal: GOALS_MS.search,
    },
  ].map(({ figure, times, goal }) => ({
    figure,
    'median ms': Math.round(medianOf(times)),
    'highest ms': Math.round(Math.max(...times)),
    'goal ms': goal,
  }));
  console.table(rows);
  const requests = searches.map(({ requestCount }) => requestCount);
  const found = searches.map(({ projectCount: count }) => count);
  console.log(
    `Requests of each search: ${requests.join(', ')}; projects in its response: ${found.join(', ')}. Load of the machine ${loadavg()[0]?.toFixed(1)}`,
  );
  const isSmall = requests.every((count) => count === 1) && found.every((count) => count <= 20);
  if (!isSmall || rows.some((row) => row['median ms'] > row['goal ms'])) process.exitCode = 1;
} finally {
  await browser?.close();
  if (server) await stop(server.pid);
  for (const path of [checkout, folder]) await rm(path, { recursive: true });
}

/** No variable of the caller, no .env file: the defaults. */
function startServer() {
  const { PATH } = process.env;
  const server = { PORT: '0', DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'warn' };
  const env = { PATH, HOME: folder, npm_config_update_notifier: 'false', ...server };
  return spawn('npm', ['start'], {
    cwd: checkout,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Ends a process group, and waits for the last of its processes. */
async function stop(group) {
  const send = (signal) => {
    try {
      return process.kill(-group, signal);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
      return false;
    }
  };
  send('SIGTERM');
  while (send(0)) await sleep(50);
}

async function welcomeOf({ stdout }) {
  let text = '';
  for await (const chunk of stdout.iterator({ destroyOnReturn: false })) {
    text += chunk;
    const found = /ready at (http:\S+)\/graphql[\s\S]*(oak_\w+) /.exec(text);
    if (found) return { origin: found[1], organizationKey: found[2] };
  }
  throw new Error(`The server did not start: ${text}`);
}

function medianOf(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}
