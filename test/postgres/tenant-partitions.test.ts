import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServer, type Server } from '../../src/app/server.ts';
import type { AuditCase } from '../support/audit-cases/audit-case.ts';
import { auditCases } from '../support/audit-cases/audit-cases.ts';
import { type Credentials, run } from '../support/client.ts';
import { runOn } from '../support/database/admin.ts';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database.ts';
import { withKey } from '../support/fixtures/idempotency.ts';
import { makeMcpServer } from '../support/fixtures/mcp-server.ts';
import { makeWorld } from '../support/fixtures.ts';
import { fetchOverNetwork } from '../support/http/send.ts';
import { connectedAccountList } from '../support/list-cases/connected-account.ts';
import { sessionList } from '../support/list-cases/session.ts';
import { toolCallList } from '../support/list-cases/tool-call-log.ts';
import { triggerList } from '../support/list-cases/trigger.ts';
import { VerifyApiKey } from '../support/operations/api-key.ts';
import { ListMcpServers } from '../support/operations/mcp-server.ts';
import { GetOrganization } from '../support/operations/organization.ts';
import { GetProject, ListProjects } from '../support/operations/project.ts';
import { Viewer } from '../support/operations/viewer.ts';
import { type TestServer, testConfig } from '../support/server.ts';
import {
  type ExecutedPlan,
  isOfOneOrganization,
  partitionByOrganization,
  plansOf,
} from '../support/tenancy/partitions.ts';

let database: TestDatabase;
let running: Server;
let server: TestServer;

beforeAll(async () => {
  database = await createTestDatabase();
  await partitionByOrganization(database);
  // Not while the tests run: the limits of all organizations are read at once.
  const rateLimits = { refreshMs: 3_600_000 };
  running = await createServer(testConfig(database), { log: pino({ level: 'silent' }), rateLimits });
  const { url } = await running.listen();
  server = { database, listen: running.listen, fetch: (request) => fetchOverNetwork(url, request) };
});
afterAll(async () => {
  await running.close();
  await database.drop();
});

const acrossOrganizations = (plans: readonly ExecutedPlan[]) =>
  plans.filter((plan) => !isOfOneOrganization(plan));

async function expectOneOrganization(work: () => Promise<unknown>): Promise<void> {
  const plans = await plansOf(work);
  expect(plans.flatMap(({ partitions }) => partitions)).not.toEqual([]);
  expect(acrossOrganizations(plans)).toEqual([]);
}

test('a statement that names no organization reads all partitions, and is found', async () => {
  const plans = await plansOf(() => runOn(database.url, 'SELECT name FROM project'));
  expect(acrossOrganizations(plans)).toEqual([
    { text: 'SELECT name FROM project', partitions: expect.objectContaining({ length: 8 }) },
  ]);
});

describe('on tables that are partitioned by organization, one organization is read and written by', () => {
  test.each(Object.entries<AuditCase>(auditCases))('%s', async (_, { actor, prepare }) => {
    const { perform } = await prepare(server, await makeWorld(server));
    await expectOneOrganization(() => perform(actor === 'operator' ? {} : withKey()));
  });

  const reads: Readonly<Record<string, (credentials: Credentials, secret: string) => Promise<unknown>>> = {
    viewer: (credentials) => run(server, Viewer, {}, credentials),
    organization: (credentials) => run(server, GetOrganization, {}, credentials),
    project: (credentials) => run(server, GetProject, {}, credentials),
    'a page of projects': (credentials) => run(server, ListProjects, { first: 2 }, credentials),
    'a page of MCP servers': (credentials) => run(server, ListMcpServers, { first: 2 }, credentials),
    'a page of connected accounts': (credentials) =>
      connectedAccountList.list(server, credentials, { first: 2 }),
    'a page of sessions': (credentials) => sessionList.list(server, credentials, { first: 2 }),
    'a page of tool calls': (credentials) => toolCallList.list(server, credentials, { first: 2 }),
    'a page of triggers': (credentials) => triggerList.list(server, credentials, { first: 2 }),
    verifyApiKey: (credentials, secret) => run(server, VerifyApiKey, { secret }, credentials),
  };

  test.each(Object.entries(reads))('%s, the first time and later', async (name, read) => {
    const { organization, project } = await makeWorld(server);
    await makeMcpServer(server, project);
    const isOfOrganization = ['organization', 'a page of projects', 'verifyApiKey'].includes(name);
    const { credentials } = isOfOrganization ? organization : project;
    for (const _ of [1, 2]) await expectOneOrganization(() => read(credentials, project.secret));
  });
});
