import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { organizationKey, projectKey, run } from '../support/client.ts';
import { createTestDatabase } from '../support/database/test-database.ts';
import { readLog } from '../support/fixtures/audit-log/entries.ts';
import { makeReceiver } from '../support/network/webhook-receiver.ts';
import { RegenerateApiKey } from '../support/operations/api-key.ts';
import { CreateProject, ListProjects, UpdateProjectConfig } from '../support/operations/project.ts';
import { Viewer } from '../support/operations/viewer.ts';
import { type Environment, useProcesses } from '../support/process/processes.ts';
import { readWelcome, remoteServer } from '../support/process/remote-server.ts';
import { endOf, IN_ORDER } from '../support/process/server-process.ts';

const processes = useProcesses();

type Coverage = { readonly result: readonly { readonly url: string }[] };

/** The scripts that a process had loaded when it ended, as V8 tells. */
async function scriptsIn(folder: string): Promise<readonly string[]> {
  const reports = await Promise.all(
    (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
  );
  return reports.flatMap((report) => (JSON.parse(report) as Coverage).result.map(({ url }) => url));
}

/** Serves the hot nouns, then whatever else is wanted, ends, and tells which scripts it had loaded that not every server needs. */
async function coldScriptsAfter(
  work: (endpoint: ReturnType<typeof remoteServer>, secret: string) => Promise<unknown>,
  env: Environment = {},
) {
  const database = processes.keep(await createTestDatabase());
  const folder = join(processes.folder, 'loaded');
  const server = processes.launch({ DATABASE_URL: database.url, NODE_V8_COVERAGE: folder, ...env });
  const endpoint = remoteServer(await server.ready());
  const keys = readWelcome(server.printed);
  const secret = keys.organizationKey ?? '';
  const credentials = organizationKey(secret);
  const { createProject } = await run(endpoint, CreateProject, { input: { name: 'staging' } }, credentials);
  const input = { projectId: createProject.project.id };
  await run(endpoint, RegenerateApiKey, { input }, credentials);
  await run(endpoint, ListProjects, {}, credentials);
  await run(endpoint, Viewer, {}, credentials);
  const config = { input: { displayName: 'Shown' } };
  await run(endpoint, UpdateProjectConfig, config, projectKey(keys.projectKey ?? ''));
  await work(endpoint, secret);
  server.kill('SIGTERM');
  expect(await endOf(server)).toEqual(IN_ORDER);
  expect(server.explanation).toBe('');
  const scripts = await scriptsIn(folder);
  expect(scripts.some((url) => url.includes('/dist-test-'))).toBe(true);
  return scripts.filter((url) =>
    /\/(client|query_compiler_small_bg|tracing|metrics|metrics-server|queue-metrics)[-.][\w.-]+\.js$/.test(
      url,
    ),
  );
}

test('a server without audit log reads never loads Prisma, nor telemetry modules that are off', async () => {
  expect(await coldScriptsAfter(async () => {})).toEqual([]);
});

test('a server with an audit log read loads Prisma, and telemetry modules that are on, and shuts down in order', async () => {
  const collector = await makeReceiver();
  const watched = { METRICS_PORT: '0', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: collector.url };
  const scripts = await coldScriptsAfter(async (endpoint, secret) => {
    const { nodes } = await readLog(endpoint, { credentials: organizationKey(secret) });
    expect(nodes.map(({ action }) => action)).toContain('PROJECT_CONFIG_UPDATED');
  }, watched);
  // The first two are Prisma's.
  for (const name of ['client', 'query_compiler_small_bg', 'tracing', 'metrics', 'queue-metrics'])
    expect(
      scripts.some((url) => url.includes(`/${name}`)),
      name,
    ).toBe(true);
  expect(collector.requests.map(({ path }) => path)).toContain('/hook');
});
