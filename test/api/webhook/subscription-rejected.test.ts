import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Credentials, refusalOf, run } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import {
  deliveriesOf,
  makeSubscription,
  sendTest,
  someSubscription,
} from '../../support/fixtures/webhook.ts';
import { makeProject, makeWorld, type World } from '../../support/fixtures.ts';
import { GetNode } from '../../support/operations/node.ts';
import {
  CreateWebhookSubscription,
  DeleteWebhookSubscription,
  ListOrganizationWebhooks,
  ListProjectWebhooks,
  RotateWebhookSecret,
  UpdateWebhookSubscription,
} from '../../support/operations/webhook.ts';
import { useServer } from '../../support/server.ts';

const instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ ownDatabase: true, overrides: { clock: { now: () => instant } } });

type Holder = { readonly credentials: Credentials };

const ofProject = async ({ credentials }: Holder, projectId: string | null = null) =>
  (await run(server, ListProjectWebhooks, { projectId }, credentials)).project.webhookSubscriptions;

const ofOrganization = async ({ credentials }: Holder) =>
  (await run(server, ListOrganizationWebhooks, {}, credentials)).organization.webhookSubscriptions;

const creationRefusal = async ({ credentials }: Holder, input: object) =>
  (
    await refusalOf(
      server,
      CreateWebhookSubscription,
      { input: { ...someSubscription, ...input } },
      credentials,
    )
  ).extensions;

const nodeOf = async ({ credentials }: Holder, id: string) =>
  (await run(server, GetNode, { id }, credentials)).node;

describe('webhook subscriptions reject', () => {
  let world: World;
  let id: string;
  let before: Awaited<ReturnType<typeof rowsOf>>;

  // What is refused changes nothing, so one world is enough for all of it.
  beforeAll(async () => {
    world = await makeWorld(server);
    id = (await makeSubscription(server, world.project)).id;
    before = await rowsOf(server, world.organization.id);
  });
  afterEach(async () => {
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
  });

  const changeRefusal = async (input: object) => {
    const variables = { input: { id, ...input } };
    return (await refusalOf(server, UpdateWebhookSubscription, variables, world.project.credentials))
      .extensions;
  };

  test.each([
    ['http', 'http://receiver.example/'],
    ['http on this machine', 'http://127.0.0.1:4000/'],
    ['another protocol', 'ftp://receiver.example/'],
    ['a user name', 'https://user@receiver.example/'],
    ['a password', 'https://:secret@receiver.example/'],
    ['2049 characters', `https://receiver.example/${'x'.repeat(2024)}`],
    ['this machine', 'https://127.0.0.1/'],
    ['this machine, in disguise', 'https://2130706433/'],
    ['this machine by its name', 'https://localhost/'],
    ['this machine in IPv6', 'https://[::1]/'],
    ['this machine as IPv6 wraps it', 'https://[::ffff:127.0.0.1]/'],
    ['a private address', 'https://10.1.2.3/'],
    ['the address of a cloud’s secrets', 'https://169.254.169.254/latest/meta-data'],
    ['a unique local address', 'https://[fd00::1]/'],
    ['an address that IPv6 translates', 'https://[64:ff9b::a00:1]/'],
    ['an address of many', 'https://224.0.0.1/'],
    ['no address', 'https://0.0.0.0/'],
  ])('a URL with %s, on creation and on update', async (_fault, url) => {
    const expected = { code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field: 'url' };
    expect(await creationRefusal(world.project, { url })).toMatchObject(expected);
    expect(await changeRefusal({ url })).toMatchObject(expected);
  });

  test.each([
    ['no events', { events: [] }, 'events'],
    ['events that nobody subscribes to', { events: ['WEBHOOK_TEST'] }, 'events.0'],
    ['events of the organization', { events: ['PROJECT_UPDATED', 'PROJECT_DELETED'] }, 'events'],
    ['201 characters of description', { description: 'x'.repeat(201) }, 'description'],
    ['a line break in its description', { description: 'a\nb' }, 'description'],
  ])('%s in a project', async (_fault, input, field) => {
    const expected = { code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field };
    expect(await creationRefusal(world.project, input)).toMatchObject(expected);
  });

  test.each(['url', 'events', 'enabled'])('null for %s', async (field) => {
    const expected = { code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field };
    expect(await changeRefusal({ [field]: null })).toMatchObject(expected);
  });

  test.each([-1, 604_801])('an overlap of %i seconds', async (overlapSeconds) => {
    const variables = { input: { id, overlapSeconds } };
    const { extensions } = await refusalOf(server, RotateWebhookSecret, variables, world.project.credentials);
    expect(extensions).toMatchObject({ reason: 'INVALID_VALUE', field: 'overlapSeconds' });
  });

  test('an organization key for one of a project, and a project key for one of the organization', async () => {
    const { organization, project } = world;
    const ofProject = { id };
    const ofOrganization = await makeSubscription(server, organization);
    before = await rowsOf(server, organization.id);
    for (const [{ id }, { credentials }] of [
      [ofProject, organization],
      [ofOrganization, project],
    ] as const) {
      const disable = { input: { id, enabled: false } };
      const { extensions } = await refusalOf(server, UpdateWebhookSubscription, disable, credentials);
      expect(extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'WEBHOOK_NOT_FOUND' });
    }
  });
});

describe('webhook subscriptions isolate tenants', () => {
  test('a key of another project, of its organization or of another one reads and changes nothing', async () => {
    const { organization, project } = await makeWorld(server);
    const sibling = await makeProject(server, organization);
    const foreign = await makeWorld(server);
    const subscription = await makeSubscription(server, project);
    const above = await makeSubscription(server, organization);
    const delivery = await sendTest(server, project, subscription);
    const before = await rowsOf(server, organization.id);
    const strangers: Holder[] = [sibling, foreign.project, foreign.organization];
    for (const stranger of strangers) {
      for (const id of [subscription.id, above.id, delivery.id])
        expect(await nodeOf(stranger, id)).toBeNull();
      const variables = { input: { id: subscription.id } };
      const { credentials } = stranger;
      const { extensions } = await refusalOf(server, DeleteWebhookSubscription, variables, credentials);
      expect(extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'WEBHOOK_NOT_FOUND' });
      expect(await deliveriesOf(server, stranger, subscription)).toEqual([]);
    }
    expect(await nodeOf(project, above.id)).toBeNull();
    expect(await ofProject(sibling)).toEqual([]);
    expect(await ofOrganization(foreign.organization)).toEqual([]);
    expect(await rowsOf(server, organization.id)).toEqual(before);
    expect(await nodeOf(organization, subscription.id)).toMatchObject({ id: subscription.id });
    expect(await nodeOf(organization, delivery.id)).toMatchObject({ id: delivery.id });
  });
});
