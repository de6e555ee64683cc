import { describe, expect, test } from 'vitest';
import type { UpdateWebhookSubscriptionInput } from '../../generated/graphql.ts';
import { type Credentials, refusalOf, run, send } from '../../support/client.ts';
import { columnsContaining, rowsOf } from '../../support/database/tables.ts';
import { purgeAll } from '../../support/fixtures/purge.ts';
import { makeSubscription, sendTest, someSubscription } from '../../support/fixtures/webhook.ts';
import { makeProject, makeWorld } from '../../support/fixtures.ts';
import { GetNode } from '../../support/operations/node.ts';
import { DeleteProject } from '../../support/operations/project.ts';
import {
  CreateWebhookSubscription,
  DeleteWebhookSubscription,
  ListOrganizationWebhooks,
  ListProjectWebhooks,
  RotateWebhookSecret,
  UpdateWebhookSubscription,
} from '../../support/operations/webhook.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ ownDatabase: true, overrides: { clock: { now: () => instant } } });

function passTime(): string {
  instant = new Date(instant.getTime() + 60_000);
  return instant.toISOString();
}

type Holder = { readonly credentials: Credentials };

const ofProject = async ({ credentials }: Holder, projectId: string | null = null) =>
  (await run(server, ListProjectWebhooks, { projectId }, credentials)).project.webhookSubscriptions;

const ofOrganization = async ({ credentials }: Holder) =>
  (await run(server, ListOrganizationWebhooks, {}, credentials)).organization.webhookSubscriptions;

const update = async ({ credentials }: Holder, input: UpdateWebhookSubscriptionInput) =>
  (await run(server, UpdateWebhookSubscription, { input }, credentials)).updateWebhookSubscription
    .webhookSubscription;

const rotate = async ({ credentials }: Holder, id: string, overlapSeconds: number) =>
  (await run(server, RotateWebhookSecret, { input: { id, overlapSeconds } }, credentials))
    .rotateWebhookSecret;

const nodeOf = async ({ credentials }: Holder, id: string) =>
  (await run(server, GetNode, { id }, credentials)).node;

/** 32 bytes in base64, as Standard Webhooks writes them. */
const SECRET = /^whsec_[A-Za-z0-9+/]{43}=$/;
const times = (count: number) => Array.from({ length: count });

describe('webhook subscriptions', () => {
  test('are searched by a substring of their URL or description, planned and executed', async () => {
    const { organization, project } = await makeWorld(server);
    for (const holder of [project, organization]) {
      const { id } = await makeSubscription(server, holder, { url: 'https://billing.example/hook' });
      passTime();
      const noted = await makeSubscription(server, holder, { description: 'Billing 100%' });
      const search = async (text: string) =>
        holder === project
          ? (await run(server, ListProjectWebhooks, { search: text }, project.credentials)).project
              .webhookSubscriptions
          : (await run(server, ListOrganizationWebhooks, { search: text }, organization.credentials))
              .organization.webhookSubscriptions;
      for (let count = 0; count < 3; count += 1) {
        const idsFor = async (text: string) => (await search(text)).map((found) => found.id);
        expect(await idsFor('BILLING')).toEqual([id, noted.id]);
        expect(await idsFor('0%')).toEqual([noted.id]);
        expect(await idsFor('%g')).toEqual([]);
        expect(await idsFor('')).toEqual([id, noted.id]);
      }
    }
  });

  test('createWebhookSubscription creates one of the project of the key, with a one-time secret', async () => {
    const { project } = await makeWorld(server);
    const { secret, ...made } = await makeSubscription(server, project, {
      url: 'https://receiver.example:8443/hook?tenant=1',
      events: ['API_KEY_REGENERATED', 'PROJECT_UPDATED', 'API_KEY_REGENERATED'],
      description: 'Billing',
    });
    expect(made).toEqual({
      id: expect.stringMatching(/^ws_[0-9A-Za-z]{16}$/),
      url: 'https://receiver.example:8443/hook?tenant=1',
      events: ['PROJECT_UPDATED', 'API_KEY_REGENERATED'],
      description: 'Billing',
      disabledReason: null,
      headerNames: [],
      enabled: true,
      previousSecretExpiresAt: null,
      createdAt: instant.toISOString(),
      updatedAt: instant.toISOString(),
      project: { id: project.id },
    });
    expect(secret).toMatch(SECRET);
    expect(await ofProject(project)).toEqual([made]);
    expect(await nodeOf(project, made.id)).toEqual({ __typename: 'WebhookSubscription', id: made.id });
  });

  test('createWebhookSubscription creates one of the organization for its key without x-project-id', async () => {
    const { organization, project } = await makeWorld(server);
    const { secret: _, ...made } = await makeSubscription(server, organization, {
      events: ['PROJECT_CREATED', 'PROJECT_DELETED'],
      enabled: false,
    });
    expect(made).toMatchObject({ project: null, enabled: false, description: null });
    expect(await ofOrganization(organization)).toEqual([made]);
    expect(await ofProject(organization, project.id)).toEqual([]);
  });

  test('an organization key manages those of the project that x-project-id names, and no others', async () => {
    const { organization, project } = await makeWorld(server);
    const holder = { credentials: { ...organization.credentials, 'x-project-id': project.id } };
    const { secret: _, ...made } = await makeSubscription(server, holder);
    expect(made.project).toEqual({ id: project.id });
    expect(await ofProject(project)).toEqual([made]);
    expect(await ofOrganization(organization)).toEqual([]);
    const ofItself = await makeSubscription(server, organization);
    for (const [id, credentials] of [
      [made.id, organization.credentials],
      [ofItself.id, holder.credentials],
    ] as const) {
      const input = { id, enabled: false };
      const { extensions } = await refusalOf(server, UpdateWebhookSubscription, { input }, credentials);
      expect(extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'WEBHOOK_NOT_FOUND' });
    }
    const refused = await refusalOf(
      server,
      CreateWebhookSubscription,
      { input: { ...someSubscription, events: ['PROJECT_CREATED'] } },
      holder.credentials,
    );
    expect(refused.extensions).toMatchObject({ reason: 'INVALID_VALUE', field: 'events' });
  });

  test('the list has the oldest first, and an organization key reads that of each project', async () => {
    const { organization, project } = await makeWorld(server);
    const made = [];
    for (const _ of times(3)) {
      passTime();
      made.push((await makeSubscription(server, project)).id);
    }
    expect((await ofProject(project)).map(({ id }) => id)).toEqual(made);
    expect((await ofProject(organization, project.id)).map(({ id }) => id)).toEqual(made);
    expect(await ofOrganization(organization)).toEqual([]);
  });

  test.each<[string, Omit<UpdateWebhookSubscriptionInput, 'id'>]>([
    ['url', { url: 'https://elsewhere.example/' }],
    ['events', { events: ['PROJECT_UPDATED', 'API_KEY_REGENERATED'] }],
    ['description', { description: 'Another one' }],
    ['enabled', { enabled: false }],
  ])('updateWebhookSubscription changes %s only', async (_field, change) => {
    const { project } = await makeWorld(server);
    const { secret: _, ...before } = await makeSubscription(server, project, { description: 'One' });
    const updatedAt = passTime();
    const changed = await update(project, { id: before.id, ...change });
    expect(changed).toEqual({ ...before, ...change, updatedAt });
    expect(await ofProject(project)).toEqual([changed]);
  });

  test('updateWebhookSubscription clears the description with null', async () => {
    const { project } = await makeWorld(server);
    const { id } = await makeSubscription(server, project, { description: 'One' });
    expect((await update(project, { id, description: null })).description).toBeNull();
  });

  test('updateWebhookSubscription changes and records nothing when all values are equal, in any order of event types', async () => {
    const { organization, project } = await makeWorld(server);
    const { id } = await makeSubscription(server, project, {
      events: ['PROJECT_UPDATED', 'API_KEY_REGENERATED'],
    });
    const before = await rowsOf(server, organization.id);
    passTime();
    const { url } = someSubscription;
    await update(project, { id });
    await update(project, { id, url, enabled: true, events: ['API_KEY_REGENERATED', 'PROJECT_UPDATED'] });
    expect(await rowsOf(server, organization.id)).toEqual(before);
  });

  test('rotateWebhookSecret issues a new secret and returns the end of the overlap', async () => {
    const { project } = await makeWorld(server);
    const { secret, id } = await makeSubscription(server, project);
    const rotated = await rotate(project, id, 604_800);
    expect(rotated.secret).toMatch(SECRET);
    expect(rotated.secret).not.toBe(secret);
    const aWeekLater = new Date(instant.getTime() + 7 * 24 * 60 * 60 * 1000).toISOString();
    expect(rotated.webhookSubscription.previousSecretExpiresAt).toBe(aWeekLater);
    expect((await rotate(project, id, 0)).webhookSubscription.previousSecretExpiresAt).toBeNull();
  });

  test('secrets are not stored in plain text or bytes, before and after a rotation', async () => {
    const { project } = await makeWorld(server);
    const { secret, id } = await makeSubscription(server, project);
    const { secret: next } = await rotate(project, id, 60);
    for (const issued of [secret, next]) {
      const [, key = ''] = issued.split('_');
      for (const form of [issued, key.slice(0, 20), Buffer.from(key, 'base64')])
        expect(await columnsContaining(server, form)).toEqual([]);
    }
  });

  test('deleteWebhookSubscription deletes its deliveries and no others', async () => {
    const { organization, project } = await makeWorld(server);
    const [doomed, spared] = [
      await makeSubscription(server, project),
      await makeSubscription(server, project),
    ];
    for (const one of [doomed, spared]) await sendTest(server, project, one);
    const { deleteWebhookSubscription } = await run(
      server,
      DeleteWebhookSubscription,
      { input: { id: doomed.id } },
      project.credentials,
    );
    expect(deleteWebhookSubscription.deletedWebhookSubscriptionId).toBe(doomed.id);
    expect((await ofProject(project)).map(({ id }) => id)).toEqual([spared.id]);
    const rows = await rowsOf(server, organization.id);
    const deliveries = rows.filter(({ table }) => table === 'webhook_delivery');
    expect(deliveries.map(({ row }) => row.subscription_id)).toEqual([spared.id]);
  });

  test('deleteProject deletes its subscriptions and their deliveries, and no others', async () => {
    const { organization, project } = await makeWorld(server);
    const sibling = await makeProject(server, organization);
    for (const holder of [project, sibling, organization])
      await sendTest(server, holder, await makeSubscription(server, holder));
    await run(server, DeleteProject, { input: { id: project.id } }, organization.credentials);
    await purgeAll(server);
    const rows = await rowsOf(server, organization.id);
    const left = rows.filter(({ table }) => table.startsWith('webhook_'));
    const owners = left.map(({ table, row }) => `${table} of ${row.project_id}`);
    expect(owners.sort()).toEqual([
      'webhook_delivery of null',
      `webhook_delivery of ${sibling.id}`,
      'webhook_subscription of null',
      `webhook_subscription of ${sibling.id}`,
    ]);
  });

  test('of 30 concurrent creations 20 succeed, in a project and an organization, and a deletion permits another one', async () => {
    const { organization, project } = await makeWorld(server);
    for (const holder of [project, organization]) {
      const create = () =>
        send(server, CreateWebhookSubscription, { input: someSubscription }, holder.credentials);
      const answers = await Promise.all(times(30).map(create));
      const reasons = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions));
      expect(reasons).toHaveLength(10);
      for (const reason of reasons)
        expect(reason).toMatchObject({ code: 'CONFLICT', reason: 'WEBHOOK_LIMIT_REACHED' });
      const made = holder === project ? await ofProject(project) : await ofOrganization(organization);
      expect(made).toHaveLength(20);
      const input = { id: made[0]?.id ?? '' };
      await run(server, DeleteWebhookSubscription, { input }, holder.credentials);
      expect((await create()).errors).toEqual([]);
    }
  });
});
