import { isEnumType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../../../src/graphql/schema.ts';
import type { WebhookEventType } from '../../generated/graphql.ts';
import { useFailingAuditLog } from '../../support/database/failing-audit-log.ts';
import { rowsOf } from '../../support/database/tables.ts';
import type { ExpectedEvent } from '../../support/event-cases/event-case.ts';
import { eventCases } from '../../support/event-cases/event-cases.ts';
import { deliveriesOf, makeSubscription } from '../../support/fixtures/webhook.ts';
import { makeWorld, type World } from '../../support/fixtures.ts';
import type { SentEvent } from '../../support/network/webhook-receiver.ts';
import { useServer } from '../../support/server.ts';

// Nobody delivers here: what is on its way stays where it can be looked at.
const server = useServer();
const whileClosed = useFailingAuditLog(server);

const eventType = schema.getType('WebhookEventType');
if (!isEnumType(eventType)) throw new Error('The schema has no enum WebhookEventType.');
/** As it is sent, by its name in the schema. */
const typeOf = new Map(eventType.getValues().map(({ name, value }) => [name, String(value)]));

const cases = Object.entries(eventCases).flatMap(([name, ways]) =>
  Object.entries(ways).map(([how, prepare]) => ({ type: typeOf.get(name) ?? name, how, prepare })),
);

const ofOrganizationOnly = [
  ...['PROJECT_CREATED', 'PROJECT_DELETED'],
  ...['PROJECT_ARCHIVED', 'PROJECT_RESTORED', 'PROJECT_PURGED'],
];
const audible = Object.keys(eventCases).filter((name) => name !== 'WEBHOOK_TEST') as WebhookEventType[];
const audibleInProject = audible.filter((name) => !ofOrganizationOnly.includes(name));

/** A subscription of the organization and one of the project, each to everything. */
async function listenIn({ organization, project }: World) {
  const ofOrganization = await makeSubscription(server, organization, { events: audible });
  const ofProject = await makeSubscription(server, project, { events: audibleInProject });
  // With the key of the organization, which stays when the project goes.
  const payloadsOf = async (subscription: { readonly id: string }) =>
    (await deliveriesOf(server, organization, subscription)).map(({ payload }) => payload);
  return {
    ofOrganization,
    heardByOrganization: () => payloadsOf(ofOrganization),
    heardByProject: () => payloadsOf(ofProject),
  };
}

/** The parts of events that the event cases describe, in a fixed order. */
const sorted = (events: readonly ExpectedEvent[]) =>
  events
    .map(({ type, projectId, data }) => ({ type, projectId, data }))
    .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
const keyOf = ({ type, data }: ExpectedEvent) => type + ('id' in data ? data.id : '');

const parsed = (payloads: readonly string[]): (SentEvent & ExpectedEvent)[] =>
  payloads.map((payload) => JSON.parse(payload));

/** Whether a subscription of the project receives the event too. */
const concerns = ({ project }: World, { type, projectId }: ExpectedEvent) =>
  projectId === project.id && audibleInProject.some((name) => typeOf.get(name) === type);

describe('webhook event types', () => {
  test('have at least one event case each', () => {
    expect(Object.keys(eventCases).sort()).toEqual([...typeOf.keys()].sort());
    for (const [name, ways] of Object.entries(eventCases)) expect(Object.keys(ways), name).not.toEqual([]);
  });

  test.each(cases)('$type is emitted for $how, in its transaction, and no other event', async (one) => {
    const world = await makeWorld(server);
    const perform = await one.prepare(server, world);
    const { ofOrganization, heardByOrganization, heardByProject } = await listenIn(world);
    const before = new Set((await rowsOf(server, world.organization.id)).map(({ version }) => version));
    const expected = await perform(ofOrganization);
    const rows = await rowsOf(server, world.organization.id);
    const written = rows.filter(({ version }) => !before.has(version));

    const payloads = await heardByOrganization();
    const heard = parsed(payloads);
    expect(expected.map(({ type }) => type)).toContain(one.type);
    expect(sorted(heard)).toEqual(sorted(expected));
    expect(new Set(heard.map(({ id }) => id)).size).toBe(expected.length);
    for (const { organizationId } of heard) expect(organizationId).toBe(world.organization.id);
    const ofProject = expected.filter((event) => concerns(world, event));
    expect(sorted(parsed(await heardByProject()))).toEqual(sorted(ofProject));
    // Credentials are there neither as they are nor masked, nor by name, and configs of triggers are not.
    for (const payload of payloads)
      expect(payload).not.toMatch(/of-the-tests|\.\.\.|REDACTED|credential|_token|client_|"secret/i);

    const tables = new Set(written.map(({ table }) => table));
    expect(tables).toContain('webhook_delivery');
    expect(tables).toContain('audit_entry');
    expect(new Set(written.map(({ version }) => version)).size).toBe(1);
  });
});

describe('webhook event types are not emitted', () => {
  test.each(cases)('$type for $how when its transaction is rolled back', async ({ prepare }) => {
    const world = await makeWorld(server);
    const perform = await prepare(server, world);
    const { ofOrganization, heardByOrganization, heardByProject } = await listenIn(world);
    const undone = await whileClosed(() => perform(ofOrganization)).catch((error: unknown) => error);
    // The error of a request, or of a worker.
    expect(String(undone)).toMatch(/INTERNAL_SERVER_ERROR|check_violation/);
    expect([...(await heardByOrganization()), ...(await heardByProject())]).toEqual([]);
  });
});
