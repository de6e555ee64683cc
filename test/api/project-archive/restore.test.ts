import { describe, expect, test } from 'vitest';
import type { RestoreProjectInput } from '../../generated/graphql.ts';
import { type Credentials, projectKey, refusalOf, run, send } from '../../support/client.ts';
import { type OwnedRow, rowsOf, rowsWithoutDenials } from '../../support/database/tables.ts';
import { makeAuthConfig } from '../../support/fixtures/auth-config.ts';
import { archive, archivedProjects, fillProject, restore } from '../../support/fixtures/project-archive.ts';
import { deliveriesOf, makeSubscription, sendTest } from '../../support/fixtures/webhook.ts';
import { makeProject, makeWorld, type World } from '../../support/fixtures.ts';
import { UpdateApiKey } from '../../support/operations/api-key.ts';
import { ListConnectedAccounts } from '../../support/operations/connected-account.ts';
import { CreateProject, GetProject, UpdateProject } from '../../support/operations/project.ts';
import { RestoreProject } from '../../support/operations/project-archive.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { ListProjectWebhooks, UpdateWebhookSubscription } from '../../support/operations/webhook.ts';
import { useServer } from '../../support/server.ts';

// Nothing delivers webhooks or rolls up usage by itself here.
const server = useServer({ ownDatabase: true, transport: 'network' });

/** Records of what happens, which also record archiving and restoring. */
const RECORDS = ['audit_entry', 'idempotency_key'];

type Row = OwnedRow['row'];

async function storedRows({ organization }: World) {
  const rows = await rowsOf(server, organization.id);
  return rows
    .filter(({ table }) => !RECORDS.includes(table))
    .map(({ table, row }) => ({ table, row }))
    .toSorted((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
}

/** Order by what never changes. */
const sortKey = ({ table, row }: { readonly table: string; readonly row: Row }) =>
  [table, row.id ?? row.hash ?? row.subject_id ?? row.ordinal ?? JSON.stringify(row)].join();

/** What is off after the project returns. */
function returned(table: string, row: Row, after: Row | undefined): Row {
  switch (table) {
    case 'api_key':
      return { ...row, enabled: false, updated_at: row.enabled ? after?.updated_at : row.updated_at };
    case 'webhook_subscription':
      return { ...row, enabled: false, disabled_reason: 'PROJECT_ARCHIVED', updated_at: after?.updated_at };
    case 'trigger':
      return { ...row, enabled: false, updated_at: after?.updated_at };
    case 'session':
      return { ...row, status: 'CLOSED', closed_at: expect.any(String) };
    case 'webhook_delivery':
      return { ...row, status: 'HELD', next_attempt_at: null };
    case 'rotated_secret':
      return { ...row, expires_at: expect.any(String) };
    case 'rate_limit':
      return { ...row, updated_at: after?.updated_at };
    default:
      return row;
  }
}

const refusal = (input: RestoreProjectInput, credentials: Credentials) =>
  refusalOf(server, RestoreProject, { input }, credentials).then(({ extensions }) => extensions);

const statusesOf = async (world: World, subscription: { readonly id: string }) =>
  (await deliveriesOf(server, world.organization, subscription)).map(({ status }) => status);

describe('restoreProject', () => {
  test('returns every row as it was, with keys, webhooks and triggers disabled and sessions closed', async () => {
    const world = await makeWorld(server);
    await fillProject(server, world);
    const before = await storedRows(world);
    const ofOrganization = ({ table, row }: { table: string; row: Row }) =>
      (table === 'api_key' && row.project_id === null) ||
      row.project_id === world.organization.defaultProjectId;
    const id = await archive(server, world);
    await restore(server, world, { id });
    const after = await storedRows(world);
    const expected = before.map((one, index) =>
      ofOrganization(one) ? one : { ...one, row: returned(one.table, one.row, after[index]?.row) },
    );
    expect(after).toEqual(expected);
  });

  test('returns the project under its id, with an edge for the list, and leaves the archive empty', async () => {
    const world = await makeWorld(server);
    const { credentials } = world.organization;
    const { project: before } = await run(server, GetProject, { id: world.project.id }, credentials);
    const id = await archive(server, world);
    const { restoreProject } = await run(server, RestoreProject, { input: { id } }, credentials);
    const { project: after } = await run(server, GetProject, { id }, credentials);
    expect(restoreProject.project).toEqual(expect.objectContaining({ id, name: before.name }));
    expect(after).toEqual(before);
    expect(restoreProject.projectEdge.node.id).toBe(id);
    expect(restoreProject.organization.id).toBe(world.organization.id);
    expect(await archivedProjects(server, world)).toEqual([]);
  });

  test('a key is disabled, and one switch makes its secret valid again', async () => {
    const world = await makeWorld(server);
    const { rotated } = await fillProject(server, world);
    const viewerOf = (secret: string) => send(server, Viewer, {}, projectKey(secret));
    const id = await archive(server, world);
    const reasonOf = async (secret: string) => (await viewerOf(secret)).errors[0]?.extensions.reason;
    expect(await reasonOf(rotated.secret)).toBe('KEY_PROJECT_ARCHIVED');
    expect(await reasonOf(rotated.formerSecret)).toBe('KEY_REVOKED');
    await restore(server, world, { id });
    expect(await reasonOf(rotated.secret)).toBe('KEY_DISABLED');
    const enable = { input: { id: rotated.id, enabled: true } };
    await run(server, UpdateApiKey, enable, world.organization.credentials);
    expect((await viewerOf(rotated.secret)).data?.viewer.project?.id).toBe(id);
    expect(await reasonOf(rotated.formerSecret)).toBe('KEY_REVOKED');
  });

  test('accounts have their credentials again', async () => {
    const world = await makeWorld(server);
    await fillProject(server, world);
    const { credentials } = world.organization;
    const inProject = { ...credentials, 'x-project-id': world.project.id };
    const accounts = () => run(server, ListConnectedAccounts, {}, inProject);
    const before = await accounts();
    await restore(server, world, { id: await archive(server, world) });
    expect(await accounts()).toEqual(before);
  });

  test('takes another name and another slug where they are taken', async () => {
    const world = await makeWorld(server);
    const { name } = world.project;
    const id = await archive(server, world);
    const successor = await makeProject(server, world.organization, { name });
    expect(successor.name).toBe(name);
    const { credentials } = world.organization;
    expect(await refusal({ id }, credentials)).toMatchObject({
      code: 'CONFLICT',
      reason: 'NAME_TAKEN',
      field: 'name',
      suggestedFix: 'Give another name in the input.',
    });
    expect(await refusal({ id, name: 'again' }, credentials)).toMatchObject({
      code: 'CONFLICT',
      reason: 'SLUG_TAKEN',
      field: 'slug',
      suggestedFix: 'Give another slug in the input.',
    });
    expect(await archivedProjects(server, world)).toMatchObject([{ id, name }]);
    const project = await restore(server, world, { id, name: 'again', slug: 'again' });
    expect(project).toMatchObject({ id, name: 'again', slug: 'again', isDefault: false });
  });

  test('holds deliveries unless they are to be sent', async () => {
    for (const resendHeld of [false, true]) {
      const world = await makeWorld(server);
      const subscription = await makeSubscription(server, world.project);
      await sendTest(server, world.project, subscription);
      const id = await archive(server, world);
      await restore(server, world, { id, resendHeld });
      expect(await statusesOf(world, subscription)).toEqual([resendHeld ? 'PENDING' : 'HELD']);
      const inProject = { ...world.organization.credentials, 'x-project-id': id };
      const { project } = await run(server, ListProjectWebhooks, {}, inProject);
      const disabledReason = resendHeld ? null : 'PROJECT_ARCHIVED';
      expect(project.webhookSubscriptions).toMatchObject([{ enabled: resendHeld, disabledReason }]);
    }
  });

  test('a subscription that a client had disabled stays so', async () => {
    const world = await makeWorld(server);
    const { id: subscriptionId } = await makeSubscription(server, world.project);
    const disable = { input: { id: subscriptionId, enabled: false } };
    await run(server, UpdateWebhookSubscription, disable, world.project.credentials);
    const id = await archive(server, world);
    await restore(server, world, { id, resendHeld: true });
    const inProject = { ...world.organization.credentials, 'x-project-id': id };
    const { project } = await run(server, ListProjectWebhooks, {}, inProject);
    expect(project.webhookSubscriptions).toMatchObject([{ enabled: false, disabledReason: null }]);
  });

  test('holds more deliveries than the archiving transaction does', async () => {
    const world = await makeWorld(server);
    const { id: subscriptionId } = await makeSubscription(server, world.project);
    await server.database.query(`
      INSERT INTO webhook_delivery (id, organization_id, project_id, subscription_id, event_id, event_type, payload, status,
        next_attempt_at, created_at)
      SELECT 'whd_' || left(md5(id || n), 16), organization_id, project_id, id, 'evt_', 'webhook.test', '{}', 'PENDING',
        now() + interval '1 hour', now()
      FROM webhook_subscription, generate_series(1, 2_345) n WHERE id = '${subscriptionId}'`);
    const counts = () =>
      server.database.query(`SELECT status, count(*)::int FROM webhook_delivery
        WHERE subscription_id = '${subscriptionId}' GROUP BY 1 ORDER BY 1`);
    const id = await archive(server, world);
    expect(await counts()).toEqual([
      { status: 'PENDING', count: 1_345 },
      { status: 'HELD', count: 1_000 },
    ]);
    await restore(server, world, { id });
    expect(await counts()).toEqual([{ status: 'HELD', count: 2_345 }]);
  });

  test('a project that was the default returns as another one', async () => {
    const world = await makeWorld(server);
    const { credentials, defaultProjectId } = world.organization;
    await run(server, UpdateProject, { input: { id: world.project.id, isDefault: true } }, credentials);
    await archive(server, world, defaultProjectId);
    expect(await restore(server, world, { id: defaultProjectId })).toMatchObject({
      slug: 'default',
      isDefault: false,
    });
  });

  test('a project can be archived and restored again', async () => {
    const world = await makeWorld(server);
    for (let round = 0; round < 3; round += 1) {
      const id = await archive(server, world);
      await restore(server, world, { id });
    }
    const { project } = await run(
      server,
      GetProject,
      { id: world.project.id },
      world.organization.credentials,
    );
    expect(project.name).toBe(world.project.name);
  });
});

describe('restoreProject rejects', () => {
  const NOT_FOUND = { code: 'NOT_FOUND', reason: 'ARCHIVED_PROJECT_NOT_FOUND' };

  test('a project that was restored, one that never was archived, and ids of other objects', async () => {
    const world = await makeWorld(server);
    const { credentials } = world.organization;
    const id = await archive(server, world);
    await restore(server, world, { id });
    const before = await rowsWithoutDenials(server, world.organization.id);
    const { id: authConfigId } = await makeAuthConfig(server, await makeProject(server, world.organization));
    const ids = [id, world.organization.defaultProjectId, authConfigId, 'proj_0000000000000000', 'proj_', ''];
    for (const unknown of ids) expect(await refusal({ id: unknown }, credentials)).toMatchObject(NOT_FOUND);
    const after = await rowsWithoutDenials(server, world.organization.id);
    expect(after.filter(({ row }) => row.id === id)).toEqual(before.filter(({ row }) => row.id === id));
  });

  test('invalid names and the reserved slug, and changes nothing', async () => {
    const world = await makeWorld(server);
    const id = await archive(server, world);
    const before = await rowsWithoutDenials(server, world.organization.id);
    const { credentials } = world.organization;
    const invalid = { code: 'BAD_USER_INPUT' };
    for (const name of ['', 'a b', 'x'.repeat(76)])
      expect(await refusal({ id, name }, credentials)).toMatchObject({ ...invalid, field: 'name' });
    expect(await refusal({ id, slug: 'Upper' }, credentials)).toMatchObject({ ...invalid, field: 'slug' });
    expect(await refusal({ id, slug: 'default' }, credentials)).toMatchObject({ reason: 'SLUG_RESERVED' });
    expect(await rowsWithoutDenials(server, world.organization.id)).toEqual(before);
  });
});

describe('restoreProject isolates tenants', () => {
  test('a name of another organization is not taken', async () => {
    const [own, foreign] = [await makeWorld(server), await makeWorld(server)];
    const { name } = own.project;
    const id = await archive(server, own);
    await run(server, CreateProject, { input: { name } }, foreign.organization.credentials);
    expect(await restore(server, own, { id })).toMatchObject({ name });
  });
});
