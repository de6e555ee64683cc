import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServer, type Server } from '../../src/app/server.ts';
import { documents } from '../bench/requests.mjs';
import { credentialsOf } from '../support/audit-cases/audit-case.ts';
import { auditCases } from '../support/audit-cases/audit-cases.ts';
import { organizationKey, run } from '../support/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database.ts';
import { withKey } from '../support/fixtures/idempotency.ts';
import { makeWorld, type World } from '../support/fixtures.ts';
import { postWithKey } from '../support/http/request.ts';
import { fetchOverNetwork } from '../support/http/send.ts';
import { type TestServer, testConfig } from '../support/server.ts';
import { statementExceptions } from '../support/tenancy/exceptions.ts';
import {
  type ExecutedPlan,
  isOfOneOrganization,
  partitionByOrganization,
  plansOf,
} from '../support/tenancy/partitions.ts';

let database: TestDatabase;
let server: Server;
let target: TestServer;

beforeAll(async () => {
  database = await createTestDatabase();
  await partitionByOrganization(database);
  server = await createServer(testConfig(database), { log: pino({ level: 'silent' }) });
  const { url } = await server.listen();
  target = { database, listen: server.listen, fetch: (request) => fetchOverNetwork(url, request) };
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

console.log(documents, run, organizationKey, postWithKey, credentialsOf, statementExceptions);

const faultsOf = (plans: readonly ExecutedPlan[]) => plans.filter((plan) => !isOfOneOrganization(plan));

describe('on tables that are partitioned by organization', () => {
  test.each(Object.keys(auditCases))(
    '%s reads and writes the partition of one organization',
    async (name) => {
      const { actor, prepare } = auditCases[name as keyof typeof auditCases];
      const world: World = await makeWorld(target);
      const { perform } = await prepare(target, world);
      const plans = await plansOf(() => perform(actor === 'operator' ? {} : withKey()));
      expect(plans.length).toBeGreaterThan(0);
      expect(faultsOf(plans)).toEqual([]);
    },
  );
});
