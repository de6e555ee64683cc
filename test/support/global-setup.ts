import { chmod, mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { isAlive } from '../../src/postgres/embedded/lock-file.ts';
import { startEmbeddedPostgres } from '../../src/postgres/embedded/start.ts';
import { applyMigrations, readMigrations } from '../../src/postgres/migrations.ts';
import { createPool } from '../../src/postgres/pool.ts';
import { runOn, TEMPLATE_DATABASE, urlOf } from './database/admin.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of a PostgreSQL server on which the tests may make and drop databases. */
    readonly adminUrl: string;
  }
}

type Postgres = { readonly url: string; readonly close: () => Promise<void> };

/** One PostgreSQL for all tests: an embedded one of their own, or the one at TEST_DATABASE_URL. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await openPostgres();
  project.provide('adminUrl', postgres.url);
  return async () => {
    await runOn(postgres.url, `DROP DATABASE ${TEMPLATE_DATABASE} WITH (FORCE)`);
    await postgres.close();
  };
}

async function openPostgres(): Promise<Postgres> {
  const given = process.env.TEST_DATABASE_URL;
  const postgres = given ? { url: given, close: async () => {} } : await startTemporaryPostgres();
  await makeTemplate(postgres.url);
  return postgres;
}

/** Each worker has servers, pools of its own and clients that hold locks, all at once. */
const CONNECTIONS_MAX = 300;

async function startTemporaryPostgres(): Promise<Postgres> {
  const folder = await findQuickFolder();
  await removeAbandoned(folder);
  const dataDir = await mkdtemp(join(folder, `${PREFIX}${process.pid}-`));
  // Started by root, PostgreSQL runs as another user, who must be able to reach its data.
  await chmod(dataDir, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false, connectionsMax: CONNECTIONS_MAX });
  const close = async () => {
    await postgres.close();
    await rm(dataDir, { recursive: true });
  };
  return { url: postgres.url, close };
}

/** More than all databases of the tests and what PostgreSQL writes beside them. */
const ROOM = 4 * 2 ** 30;

/** In memory, where Linux has a file system for it and room there: making and dropping databases means thousands of files. */
async function findQuickFolder(): Promise<string> {
  const memory = '/dev/shm';
  const { bavail, bsize } = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize >= ROOM ? memory : tmpdir();
}

const PREFIX = 'bailiwick-test-';

/** What runs that were killed have left there: it would take memory until the machine starts anew. */
async function removeAbandoned(folder: string): Promise<void> {
  const ours = (await readdir(folder)).filter((name) => name.startsWith(PREFIX));
  const abandoned = ours.filter((name) => !isAlive(Number(/\d+/.exec(name)?.[0])));
  // Those of another user stay.
  await Promise.allSettled(abandoned.map((name) => rm(join(folder, name), { recursive: true })));
}

/** A database with the migrations applied, of which every test file gets a copy. */
async function makeTemplate(adminUrl: string): Promise<void> {
  await runOn(adminUrl, `DROP DATABASE IF EXISTS ${TEMPLATE_DATABASE} WITH (FORCE)`);
  await runOn(adminUrl, `CREATE DATABASE ${TEMPLATE_DATABASE}`);
  const pool = createPool({ url: urlOf(adminUrl, TEMPLATE_DATABASE), connectionsMax: 2 });
  await applyMigrations(pool, await readMigrations(join(import.meta.dirname, '../../prisma/migrations')));
  await pool.end();
}
