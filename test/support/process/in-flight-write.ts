import pg from 'pg';
import { expect } from 'vitest';
import { type Credentials, projectKey, send } from '../client.ts';
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { UpdateProjectConfig } from '../operations/project.ts';
import type { TestServer } from '../server.ts';
import type { Environment, Processes } from './processes.ts';
import { readWelcome, remoteServer } from './remote-server.ts';
import type { ServerProcess } from './server-process.ts';

const SOON_MS = 10_000;

export type StartedServer = {
  readonly database: TestDatabase;
  readonly server: ServerProcess;
  readonly url: string;
  readonly endpoint: TestServer;
  /** Those of its first project. */
  readonly credentials: Credentials;
};

/** A server on a database of its own, which is quicker to start than one with a PostgreSQL. */
export async function startOnDatabase(
  { keep, launchGroup }: Pick<Processes, 'keep' | 'launchGroup'>,
  env: Environment = {},
): Promise<StartedServer> {
  const database = keep(await createTestDatabase());
  const server = launchGroup({ DATABASE_URL: database.url, ...env });
  const url = await server.ready();
  const credentials = projectKey(readWelcome(server.printed).projectKey ?? '');
  return { database, server, url, endpoint: remoteServer(url), credentials };
}

/** Locks the projects of a database against changes, or what the statement locks. */
export async function holdLock(database: TestDatabase, lock = 'SELECT id FROM project FOR UPDATE') {
  const holder = new pg.Client({ connectionString: database.url });
  // It may have been cut off together with its database.
  holder.on('error', () => {});
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query(lock);
  const waiting = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return {
    /** Until so many wait for it. */
    waiting: (count = 1) =>
      expect.poll(() => database.query(waiting), { timeout: SOON_MS }).toHaveLength(count),
    release: () => holder.query('ROLLBACK'),
    end: () => holder.end(),
  };
}

/** Sends a mutation that cannot go on before the lock is released, and returns once it waits. */
export async function sendIntoLock({ database, endpoint, credentials }: StartedServer) {
  const { waiting, release, end } = await holdLock(database);
  const variables = { input: { displayName: 'Written at the last moment' } };
  const answer = send(endpoint, UpdateProjectConfig, variables, credentials);
  // Whoever cuts the request off may do so before the test looks at the answer.
  answer.catch(() => {});
  await waiting();
  return { answer, release, end };
}
