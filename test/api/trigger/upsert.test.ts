import { describe, expect, test } from 'vitest';
import type { UpsertTriggerInput } from '../../generated/graphql.ts';
import { post, refusalOf, run } from '../../support/client.ts';
import { rowsOf, rowsWithoutDenials } from '../../support/database/tables.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { makeTrigger } from '../../support/fixtures/trigger.ts';
import { makeProject, makeWorld, type OrganizationWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { UpdateProjectConfig } from '../../support/operations/project.ts';
import { GetTrigger, UpsertTrigger } from '../../support/operations/trigger.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ overrides: { clock: { now: () => instant } } });

const passTime = () => {
  instant = new Date(instant.getTime() + 60_000);
  return instant.toISOString();
};

const upsert = async ({ credentials }: ProjectWorld, input: UpsertTriggerInput) =>
  (await run(server, UpsertTrigger, { input }, credentials)).upsertTrigger;

const refusal = async ({ credentials }: ProjectWorld, input: UpsertTriggerInput) =>
  (await refusalOf(server, UpsertTrigger, { input }, credentials)).extensions;

const read = async ({ credentials }: ProjectWorld, id: string) =>
  (await run(server, GetTrigger, { id }, credentials)).project.trigger;

const stored = ({ id }: OrganizationWorld) => rowsOf(server, id);

const KIB = 1024;
const sized = (bytes: number) => ({ x: 'x'.repeat(bytes - '{"x":""}'.length) });
const deep = (depth: number): Record<string, unknown> => (depth === 1 ? {} : { in: deep(depth - 1) });

describe('upsertTrigger', () => {
  test('creates an enabled trigger with the user of the account and an empty config', async () => {
    const { project } = await makeWorld(server);
    const { id: connectedAccountId, userId } = await makeConnectedAccount(server, project);
    const createdAt = passTime();
    const { trigger, wasCreated } = await upsert(project, { slug: 'GitHub_Commit.v2-a', connectedAccountId });
    expect(wasCreated).toBe(true);
    expect(trigger).toEqual({
      id: expect.stringMatching(/^ti_[0-9A-Za-z]{16}$/),
      slug: 'github_commit.v2-a',
      connectedAccount: { id: connectedAccountId },
      userId,
      config: {},
      enabled: true,
      createdAt,
      updatedAt: createdAt,
    });
    expect(await read(project, trigger.id)).toEqual(trigger);
  });

  test('updates the trigger with the same slug, in any case, and account', async () => {
    const { project } = await makeWorld(server);
    const before = await makeTrigger(server, project, { slug: 'github_commit', config: { branch: 'main' } });
    const connectedAccountId = before.connectedAccount.id;
    const updatedAt = passTime();
    const config = { branch: 'dev', paths: ['src'] };
    const changed = await upsert(project, { slug: 'GITHUB_COMMIT', connectedAccountId, config });
    expect(changed).toEqual({ trigger: { ...before, config, updatedAt }, wasCreated: false });
    expect(await read(project, before.id)).toEqual(changed.trigger);
    const other = await makeConnectedAccount(server, project);
    const elsewhere = await upsert(project, { slug: 'github_commit', connectedAccountId: other.id });
    expect(elsewhere.wasCreated).toBe(true);
  });

  test('keeps absent fields, and changes and records nothing when all values are equal', async () => {
    const { organization, project } = await makeWorld(server);
    await run(server, UpdateProjectConfig, { input: { is2FAEnabled: false } }, project.credentials);
    const config = { nested: { list: [1, { a: null }] }, text: 'x' };
    const trigger = await makeTrigger(server, project, { config, enabled: false, userId: 'somebody' });
    const named = { slug: trigger.slug, connectedAccountId: trigger.connectedAccount.id };
    const before = await stored(organization);
    passTime();
    const same = { text: 'x', nested: { list: [1, { a: null }] } };
    for (const input of [named, { ...named, config: same, enabled: false, userId: 'somebody' }])
      expect(await upsert(project, input)).toEqual({ trigger, wasCreated: false });
    const literal = `mutation { upsertTrigger(input: { slug: "${named.slug}", connectedAccountId: "${named.connectedAccountId}",
      config: { nested: { list: [1, { a: null }] }, text: "x" } }) { wasCreated } }`;
    const { errors } = await post(server, JSON.stringify({ query: literal }), project.credentials);
    expect(errors).toEqual([]);
    expect(await stored(organization)).toEqual(before);
  });

  test.each([
    ['16 KiB', sized(16 * KIB)],
    ['64 levels', deep(64)],
    ['everything that JSON can say', { '': 'a\u0000\ud800', n: [1e-7, true, null, [[]]] }],
  ])('stores a config of %s unchanged', async (_what, config) => {
    const { project } = await makeWorld(server);
    const trigger = await makeTrigger(server, project, { config });
    expect(trigger.config).toEqual(config);
    expect((await read(project, trigger.id))?.config).toEqual(config);
  });
});

describe('upsertTrigger rejects', () => {
  test.each([
    [{ slug: '' }, 'slug'],
    [{ slug: 'not fine' }, 'slug'],
    [{ slug: 'x'.repeat(129) }, 'slug'],
    [{ userId: '' }, 'userId'],
    [{ userId: null }, 'userId'],
    [{ enabled: null }, 'enabled'],
    [{ config: null }, 'config'],
    [{ config: sized(16 * KIB + 1) }, 'config'],
    [{ config: { x: 'ü'.repeat(8 * KIB) } }, 'config'],
    [{ config: deep(65) }, 'config'],
    [{ config: { constructor: 1 } }, 'config'],
    [{ config: { list: [{ prototype: {} }] } }, 'config'],
    [{ config: JSON.parse('{"in":{"__proto__":{"isAdmin":true}}}') }, 'config'],
  ])('%j', async (input: Partial<UpsertTriggerInput>, field) => {
    const { organization, project } = await makeWorld(server);
    const { slug, connectedAccount } = await makeTrigger(server, project);
    const before = await stored(organization);
    const named = { slug, connectedAccountId: connectedAccount.id };
    const extensions = await refusal(project, { ...named, ...input });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field });
    expect(await stored(organization)).toEqual(before);
  });

  test('a user who does not own the account while is2FAEnabled is on', async () => {
    const { organization, project } = await makeWorld(server);
    const { id: connectedAccountId, userId } = await makeConnectedAccount(server, project);
    const input = { slug: 'github_commit', connectedAccountId, userId: 'somebody-else' };
    const before = await rowsWithoutDenials(server, organization.id);
    const extensions = await refusal(project, input);
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'USER_MISMATCH', field: 'userId' });
    expect(await rowsWithoutDenials(server, organization.id)).toEqual(before);
    expect((await upsert(project, { ...input, userId })).trigger.userId).toBe(userId);
    await run(server, UpdateProjectConfig, { input: { is2FAEnabled: false } }, project.credentials);
    expect((await upsert(project, input)).trigger.userId).toBe('somebody-else');
  });

  test.each([
    ['INITIATED', { status: 'INITIATED' }],
    ['EXPIRED', { expiresAt: '2026-06-01T00:00:00Z' }],
  ] as const)('an account that is %s', async (status, account) => {
    const { organization, project } = await makeWorld(server);
    const { id: connectedAccountId } = await makeConnectedAccount(server, project, account);
    const before = await stored(organization);
    const error = await refusalOf(
      server,
      UpsertTrigger,
      { input: { slug: 'github_commit', connectedAccountId } },
      project.credentials,
    );
    expect(error.extensions).toMatchObject({ code: 'CONFLICT', reason: 'ACCOUNT_NOT_ACTIVE' });
    expect(error.message).toContain(status);
    expect(await stored(organization)).toEqual(before);
  });
});

describe('upsertTrigger isolates tenants', () => {
  test('a foreign account and an unknown one get the same error', async () => {
    const { organization, project } = await makeWorld(server);
    const sibling = await makeProject(server, organization);
    const { project: foreign } = await makeWorld(server);
    const others = [
      (await makeConnectedAccount(server, sibling)).id,
      (await makeConnectedAccount(server, foreign)).id,
      'ca_0000000000000000',
      'a\u0000',
    ];
    const before = await stored(organization);
    const answers = [];
    for (const connectedAccountId of others) {
      const extensions = await refusal(project, { slug: 'github_commit', connectedAccountId });
      answers.push({ ...extensions, requestId: null });
    }
    expect(answers[0]).toMatchObject({ code: 'NOT_FOUND', reason: 'CONNECTED_ACCOUNT_NOT_FOUND' });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await stored(organization)).toEqual(before);
  });
});
