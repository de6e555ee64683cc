import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { type EventType, eventTypes, organizationEvents } from '../../src/domain/events/emit.ts';
import type { WebhookEventType } from '../generated/graphql.ts';
import { credentialsOf } from '../support/audit-cases/audit-case.ts';
import { auditCases } from '../support/audit-cases/audit-cases.ts';
import { type Credentials, organizationKey, projectKey } from '../support/client.ts';
import { allRows } from '../support/database/tables.ts';
import { mistyped, unknownSecret } from '../support/fixtures/secrets.ts';
import { makeSubscription } from '../support/fixtures/webhook.ts';
import { makeWorld } from '../support/fixtures.ts';
import { metricsAddressOf } from '../support/process/metrics.ts';
import { type TestServer, useServer } from '../support/server.ts';

const logLines: string[] = [];
const log = pino({ level: 'trace' }, { write: (line: string) => logLines.push(line) });

const server = useServer({
  ownDatabase: true,
  transport: 'network',
  env: { METRICS_PORT: '0' },
  overrides: { log },
});

/** All that must be in no place but the answer that shows it first. */
const secrets = new Set<string>();
const refusals: string[] = [];
let answeredCount = 0;

const secretHeaders = ['x-operator-key', 'x-org-api-key', 'x-api-key'];
const secretNames = ['secret', 'credentials'];

function noteSecrets(part: unknown, isSecret = false): void {
  if (typeof part === 'string' && isSecret && part.length > 8) secrets.add(part);
  if (typeof part !== 'object' || part === null) return;
  for (const [name, inside] of Object.entries(part))
    noteSecrets(inside, isSecret || secretNames.includes(name));
}

/** Asks by turns in both ways, and takes down what is secret in what goes in and out. */
let count = 0;
const watched: TestServer = {
  get database() {
    return server.database;
  },
  listen: () => server.listen(),
  fetch: async (request) => {
    for (const name of secretHeaders) noteSecrets({ secret: request.headers.get(name) });
    noteSecrets(JSON.parse(await request.clone().text()).variables);
    count += 1;
    const answer = await (count % 2 ? server.fetchInProcess(request) : server.fetchByNetwork(request));
    const text = await answer.clone().text();
    const { data, errors } = JSON.parse(text);
    noteSecrets(data);
    if (errors) refusals.push(text);
    else answeredCount += 1;
    return answer;
  },
};

const everyEvent = Object.keys(eventTypes)
  .filter((type) => type !== 'webhook.test')
  .filter((type) => !organizationEvents.has(type as EventType))
  .map((type) => type.toUpperCase().replaceAll('.', '_') as WebhookEventType);

/** Keys that must not open it, of the form that it asks for. */
function wrongKeys(right: Credentials): readonly Credentials[] {
  const mistypedKey = Object.fromEntries(Object.entries(right).map(([name, key]) => [name, mistyped(key)]));
  return [mistypedKey, organizationKey(unknownSecret('oak_')), projectKey(unknownSecret('ak_'))];
}

describe('secrets', () => {
  test('appear in no log, row, webhook, error or metric, whether operations succeed or fail', async () => {
    for (const [name, auditCase] of Object.entries(auditCases)) {
      const world = await makeWorld(watched);
      await makeSubscription(watched, world.project, { events: everyEvent });
      const { attempt, perform } = await auditCase.prepare(watched, world);
      const right = credentialsOf(world, auditCase.actor);
      for (const wrong of wrongKeys(right)) {
        const others = Object.fromEntries(Object.keys(right).map((header) => [header, '']));
        await attempt({ ...others, ...wrong });
      }
      await server.database.query('ALTER TABLE audit_entry RENAME COLUMN changes TO mislaid');
      const broken = await attempt().finally(() =>
        server.database.query('ALTER TABLE audit_entry RENAME COLUMN mislaid TO changes'),
      );
      expect(
        broken.errors.map(({ extensions }) => extensions.code),
        name,
      ).toEqual(['INTERNAL_SERVER_ERROR']);
      await perform();
      await attempt();
    }
    expect(answeredCount).toBeGreaterThan(100);
    expect(refusals.length).toBeGreaterThan(100);
    const logged = logLines.join('');
    expect(logLines.length).toBeGreaterThanOrEqual(Object.keys(auditCases).length);
    expect(secrets.size).toBeGreaterThan(100);
    for (const secret of secrets) {
      expect(logged.includes(secret), `the log has ${secret}`).toBe(false);
      expect(
        refusals.filter((text) => text.includes(secret)),
        `an error has ${secret}`,
      ).toEqual([]);
    }
    const metrics = await (await fetch(await metricsAddressOf(server))).text();
    expect(metrics).toContain('bailiwick_requests_total{');
    expect([...secrets].filter((secret) => metrics.includes(secret))).toEqual([]);
    // Rows with entries, events and their payloads among them. Bytes are written as hexadecimal digits.
    const rows = await allRows(server);
    expect(rows.length).toBeGreaterThan(100_000);
    const found = [...secrets].filter(
      (secret) => rows.includes(secret) || rows.includes(Buffer.from(secret).toString('hex')),
    );
    expect(found).toEqual([]);
  });
});
