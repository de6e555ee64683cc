import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { REPOSITORY } from '../support/bundle.ts';
import { type Credentials, projectKey, run } from '../support/client.ts';
import { createTestDatabase } from '../support/database/test-database.ts';
import { makeMcpServer } from '../support/fixtures/mcp-server.ts';
import { callTool, connectMcp } from '../support/http/mcp-client.ts';
import { UpdateProjectConfig } from '../support/operations/project.ts';
import { useProcesses } from '../support/process/processes.ts';
import { readWelcome, remoteServer } from '../support/process/remote-server.ts';
import { endOf, IN_ORDER, type ServerProcess } from '../support/process/server-process.ts';

const processes = useProcesses();
const CONFORMANCE = join(REPOSITORY, 'node_modules/@modelcontextprotocol/conformance/dist/index.js');
const SOON_MS = 20_000;

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

type Door = {
  readonly server: ServerProcess;
  readonly databaseUrl: string;
  readonly url: string;
  readonly credentials: Credentials;
};

/** The bundle, on a database of its own, with an MCP server that needs no key to read. */
async function openDoor(): Promise<Door> {
  const database = processes.keep(await createTestDatabase());
  const server = processes.launch({ DATABASE_URL: database.url });
  const remote = remoteServer(await server.ready());
  const credentials = projectKey(readWelcome(server.printed).projectKey ?? '');
  await run(remote, UpdateProjectConfig, { input: { requireMcpApiKey: false } }, credentials);
  const { url } = await makeMcpServer(remote, { credentials });
  return { server, databaseUrl: database.url, url, credentials };
}

/** What the protocol's own conformance tests print, which call for far more than we offer. One process runs them all: it
 *  takes a second to load. */
async function runConformanceTests(url: string): Promise<string> {
  const child = execFile(process.execPath, [CONFORMANCE, 'server', '--url', url], { cwd: processes.folder });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      printed += chunk;
    });
  await once(child, 'close');
  return printed;
}

describe('MCP from the bundle', () => {
  test('passes the conformance tests of the protocol that concern tools', async () => {
    const { server, url } = await openDoor();
    const printed = await runConformanceTests(url);
    const passed = [...printed.matchAll(/^✓ (\S+): [1-9]\d* passed, 0 failed$/gm)].map(([, name]) => name);
    const concerning = ['server-initialize', 'ping', 'tools-list', 'dns-rebinding-protection'];
    expect(passed, printed).toEqual(concerning);
    expect(printed).toMatch(/^✗ prompts-list: 0 passed, [1-9]\d* failed$/m);
    expect(server.explanation).toBe('');
  });

  test('completes a tool call in progress during shutdown', async () => {
    const { server, databaseUrl, url, credentials } = await openDoor();
    const client = await connectMcp(url, credentials);
    const holder = new Client({ connectionString: databaseUrl });
    // It may be cut off together with its database.
    holder.on('error', () => {});
    await holder.connect();
    cleanups.push(() => holder.end());
    await holder.query('BEGIN');
    await holder.query('SELECT id FROM project FOR UPDATE');
    const answer = callTool(client, 'update_project_config', { displayName: 'At the last moment' });
    const waiting = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    const look = async () => (await holder.query(waiting)).rows;
    await expect.poll(look, { timeout: SOON_MS }).toHaveLength(1);
    server.kill('SIGTERM');
    await expect.poll(() => connectMcp(url).catch(() => 'closed'), { timeout: SOON_MS }).toBe('closed');
    await holder.query('ROLLBACK');
    expect(await answer).toMatchObject({ isError: false, found: { displayName: 'At the last moment' } });
    expect(await endOf(server)).toEqual(IN_ORDER);
  });
});
