import { describe, expect, test } from 'vitest';
import { type Credentials, run, send } from '../../support/client.ts';
import { useFailingAuditLog } from '../../support/database/failing-audit-log.ts';
import { statementsOf } from '../../support/database/statements.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { whenBlocked } from '../../support/database/transaction.ts';
import { hashOf } from '../../support/fixtures/secrets.ts';
import { deliveriesOf, makeSubscription, sendTest } from '../../support/fixtures/webhook.ts';
import { freshName, makeProject, makeWorld, type World } from '../../support/fixtures.ts';
import type { SentEvent } from '../../support/network/webhook-receiver.ts';
import { RegenerateApiKey } from '../../support/operations/api-key.ts';
import {
  CreateProject,
  DeleteProject,
  UpdateProject,
  UpdateProjectConfig,
} from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

// Nobody delivers here: what is on its way stays where it can be looked at.
const server = useServer();
const whileClosed = useFailingAuditLog(server);

const projectEvents = ['PROJECT_UPDATED', 'PROJECT_CONFIG_UPDATED', 'API_KEY_REGENERATED'] as const;
const allEvents = ['PROJECT_CREATED', 'PROJECT_DELETED', ...projectEvents] as const;

type Holder = { readonly credentials: Credentials };

/** A subscription of the organization to all that happens here, and of the project to all that it may hear. */
async function listenIn({ organization, project }: World) {
  const ofOrganization = await makeSubscription(server, organization, { events: [...allEvents] });
  const ofProject = await makeSubscription(server, project, { events: [...projectEvents] });
  return {
    heardByOrganization: () => eventsOf(organization, ofOrganization),
    heardByProject: () => eventsOf(project, ofProject),
  };
}

/** What is on its way, oldest first. */
async function eventsOf(holder: Holder, subscription: { readonly id: string }): Promise<SentEvent[]> {
  const deliveries = await deliveriesOf(server, holder, subscription);
  return deliveries.map(({ payload }) => JSON.parse(payload)).reverse();
}

const configure = ({ project }: World, displayName = freshName('Shown')) =>
  run(server, UpdateProjectConfig, { input: { displayName } }, project.credentials);

const regenerate = ({ organization, project }: World) =>
  run(server, RegenerateApiKey, { input: { projectId: project.id } }, organization.credentials);

describe('webhook events', () => {
  test('contain type, time, organization, project and data under a unique id', async () => {
    const world = await makeWorld(server);
    const { heardByProject } = await listenIn(world);
    await configure(world);
    await configure(world);
    const [first, second] = await heardByProject();
    expect(first).toEqual({
      id: expect.stringMatching(/^evt_[0-9A-Za-z]{16}$/),
      type: 'project.config.updated',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      organizationId: world.organization.id,
      projectId: world.project.id,
      data: expect.any(Object),
    });
    expect(second?.id).not.toBe(first?.id);
  });

  test('are sent to each subscription that selects them, under one id', async () => {
    const world = await makeWorld(server);
    const { heardByOrganization, heardByProject } = await listenIn(world);
    const another = await makeSubscription(server, world.project, { events: ['PROJECT_CONFIG_UPDATED'] });
    await configure(world);
    const ids = [
      await heardByOrganization(),
      await heardByProject(),
      await eventsOf(world.project, another),
    ].map((events) => events.map(({ id }) => id));
    expect(ids).toEqual([ids[0], ids[0], ids[0]]);
    expect(ids[0]).toHaveLength(1);
  });

  test('cost no further statement in createProject and regenerateApiKey', async () => {
    const world = await makeWorld(server);
    const { heardByOrganization } = await listenIn(world);
    const input = { name: freshName('project'), shouldCreateApiKey: true };
    const { credentials } = world.organization;
    const writesOf = async (work: () => Promise<unknown>) =>
      (await statementsOf(work)).filter((text) => /begin|insert/i.test(text));
    expect(await writesOf(() => send(server, CreateProject, { input }, credentials))).toHaveLength(1);
    expect(await writesOf(() => regenerate(world))).toHaveLength(1);
    expect(await heardByOrganization()).toHaveLength(2);
  });
});

describe('webhook events are not emitted or do not contain', () => {
  test('for an unchanged input, a rejected mutation or a rolled back transaction', async () => {
    const world = await makeWorld(server);
    const { organization, project } = world;
    const { heardByOrganization, heardByProject } = await listenIn(world);
    const { credentials } = organization;
    const nothingNew = { input: { id: project.id, name: project.name } };
    await run(server, UpdateProject, nothingNew, credentials);
    await send(server, CreateProject, { input: { name: project.name } }, credentials);
    await send(server, RegenerateApiKey, { input: { projectId: 'proj_0000000000000000' } }, credentials);
    const undone = await whileClosed(async () => [
      await send(server, UpdateProjectConfig, { input: { displayName: 'x' } }, project.credentials),
      await send(server, CreateProject, { input: { name: freshName('project') } }, credentials),
      await send(server, RegenerateApiKey, { input: { projectId: project.id } }, credentials),
      await send(server, DeleteProject, { input: { id: project.id } }, credentials),
    ]);
    expect(undone.map(({ status }) => status)).toEqual([500, 500, 500, 500]);
    expect(await heardByOrganization()).toEqual([]);
    expect(await heardByProject()).toEqual([]);
  });

  test('for event types that are not selected, or for a disabled subscription', async () => {
    const world = await makeWorld(server);
    const { project } = world;
    const other = await makeSubscription(server, project, { events: ['PROJECT_UPDATED'] });
    const disabled = await makeSubscription(server, project, { enabled: false });
    await configure(world);
    expect(await eventsOf(project, other)).toEqual([]);
    expect(await eventsOf(project, disabled)).toEqual([]);
  });

  test('a secret or a hash', async () => {
    const world = await makeWorld(server);
    const { heardByOrganization } = await listenIn(world);
    const input = { name: freshName('project'), shouldCreateApiKey: true };
    const { createProject } = await run(server, CreateProject, { input }, world.organization.credentials);
    const { regenerateApiKey } = await regenerate(world);
    const payloads = JSON.stringify(await heardByOrganization());
    for (const secret of [createProject.issuedKey?.secret, regenerateApiKey.issuedKey.secret]) {
      expect(payloads).not.toContain(secret?.slice(0, 12));
      expect(payloads).not.toContain(secret?.slice(-10));
      for (const encoding of ['hex', 'base64', 'base64url'] as const)
        expect(payloads).not.toContain(
          hashOf(secret ?? '')
            .toString(encoding)
            .slice(0, 16),
        );
    }
  });

  test('for a concurrently deleted subscription: the mutation succeeds without it', async () => {
    const world = await makeWorld(server);
    for (const happen of [configure, regenerate]) {
      const { id } = await makeSubscription(server, world.project, { events: [...projectEvents] });
      const by = `DELETE FROM webhook_subscription WHERE id = '${id}'`;
      await whenBlocked<unknown>(server, { by, work: () => happen(world) });
    }
    const rows = await rowsOf(server, world.organization.id);
    expect(rows.filter(({ table }) => table === 'webhook_delivery')).toEqual([]);
  });
});

describe('webhook events isolate tenants', () => {
  test('a project gets its own events, an organization those of its projects, and no tenant those of another', async () => {
    const world = await makeWorld(server);
    const foreign = await makeWorld(server);
    const sibling = await makeProject(server, world.organization);
    const { heardByOrganization, heardByProject } = await listenIn(world);
    const foreigners = await listenIn(foreign);
    await configure({ ...world, project: sibling });
    await configure(world);
    await configure(foreign);
    const projectsOf = (events: readonly SentEvent[]) => events.map(({ projectId }) => projectId);
    expect(projectsOf(await heardByProject())).toEqual([world.project.id]);
    expect(projectsOf(await heardByOrganization())).toEqual([sibling.id, world.project.id]);
    expect(projectsOf(await foreigners.heardByProject())).toEqual([foreign.project.id]);
    expect(projectsOf(await foreigners.heardByOrganization())).toEqual([foreign.project.id]);
  });

  test('a test event is sent to its subscription only', async () => {
    const world = await makeWorld(server);
    const { heardByOrganization, heardByProject } = await listenIn(world);
    const subscription = await makeSubscription(server, world.project);
    await sendTest(server, world.project, subscription);
    const data = { webhookSubscriptionId: subscription.id };
    const projectId = world.project.id;
    const sent = await eventsOf(world.project, subscription);
    expect(sent).toMatchObject([{ type: 'webhook.test', projectId, data }]);
    expect([...(await heardByOrganization()), ...(await heardByProject())]).toEqual([]);
  });
});
