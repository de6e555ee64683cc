import { describe, expect, test } from 'vitest';
import { refusalOf, run } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { makeProjectKey } from '../../support/fixtures/api-key.ts';
import { makeAuthConfig } from '../../support/fixtures/auth-config.ts';
import { countsOf, previewOf } from '../../support/fixtures/deletion-preview.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { setQuota } from '../../support/fixtures/project-quota.ts';
import { purgeAll, storeAccounts } from '../../support/fixtures/purge.ts';
import { makeSession } from '../../support/fixtures/session.ts';
import { makeToolCallLog } from '../../support/fixtures/tool-call-log.ts';
import { makeTrigger } from '../../support/fixtures/trigger.ts';
import { makeSubscription, sendTest } from '../../support/fixtures/webhook.ts';
import { makeOrganization, makeProject, makeWorld, type World } from '../../support/fixtures.ts';
import { UpdateApiKey } from '../../support/operations/api-key.ts';
import { DeleteAuthConfig } from '../../support/operations/auth-config.ts';
import { PreviewExamples, PreviewStops } from '../../support/operations/deletion-preview.ts';
import { DeleteProject } from '../../support/operations/project.ts';
import { SetRateLimit } from '../../support/operations/rate-limit.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

/** A project that has one of each kind of thing at least. */
async function fill(world: World) {
  const { organization, project } = world;
  const trigger = await makeTrigger(server, project, { slug: 'new_commit' });
  const session = await makeSession(server, project, { userId: 'jane' });
  const mcp = await makeMcpServer(server, project);
  const subscription = await makeSubscription(server, project);
  const delivery = await sendTest(server, project, subscription);
  const call = await makeToolCallLog(server, project, { sessionId: session.id });
  await setQuota(server, world, { toolCallsPerMonth: '1000' });
  for (const perMinute of [100, 200])
    await run(
      server,
      SetRateLimit,
      { input: { projectId: project.id, perMinute } },
      organization.credentials,
    );
  return { trigger, session, mcp, subscription, delivery, call };
}

const preview = ({ organization, project }: World) => previewOf(server, project.id, organization.credentials);

describe('Project.deletionPreview', () => {
  test('counts everything in the project by type, with the newest rows as examples', async () => {
    const world = await makeWorld(server);
    const { trigger, session, mcp, subscription, delivery, call } = await fill(world);
    // What siblings have is not counted.
    await fill({ ...world, project: await makeProject(server, world.organization) });
    const { removes, withheld } = await preview(world);
    expect(withheld).toEqual([]);
    const found = Object.fromEntries(
      removes.map(({ type, count, isEstimate, examples }) => [
        type,
        { count, isEstimate, ids: examples.map(({ id }) => id) },
      ]),
    );
    const one = (id?: string) => ({ count: 1, isEstimate: false, ids: id ? [id] : [] });
    expect(found).toEqual({
      API_KEY: one(expect.stringMatching(/^key_/)),
      AUTH_CONFIG: one(expect.stringMatching(/^ac_/)),
      CONNECTED_ACCOUNT: one(trigger.connectedAccount.id),
      TRIGGER: one(trigger.id),
      SESSION: one(session.id),
      TOOL_CALL: one(call.id),
      MCP_SERVER: one(mcp.id),
      WEBHOOK_SUBSCRIPTION: one(subscription.id),
      WEBHOOK_DELIVERY: one(delivery.id),
      USAGE: { ...one(), count: 2 },
      QUOTA: one(),
      RATE_LIMIT: one(),
    });
    const names = removes.flatMap(({ examples }) => examples.map(({ name }) => name));
    expect(names).toEqual(expect.arrayContaining(['new_commit', 'jane', call.toolSlug, subscription.url]));
    const newest = new Map(removes.map((each) => [each.type, each.newest]));
    expect(newest.get('SESSION')).toBe(session.createdAt);
    expect(newest.get('TOOL_CALL')).toBe(call.calledAt);
    expect(newest.get('QUOTA')).toBeNull();
  });

  test('omits types without rows, and says what is kept and what is irreversible', async () => {
    const { organization, project } = await makeWorld(server);
    expect(await previewOf(server, project.id, organization.credentials)).toEqual({
      removes: [
        {
          type: 'API_KEY',
          count: 1,
          isEstimate: false,
          newest: expect.any(String),
          examples: [{ id: expect.any(String), name: 'default' }],
        },
      ],
      withheld: [],
      keeps: ['ARCHIVED_OBJECTS', 'AUDIT_ENTRIES', 'ORGANIZATION_DELIVERIES', 'UPSTREAM_TOKENS', 'BACKUPS'],
      irreversible: ['FORMER_SECRETS_EXPIRED', 'SESSIONS_CLOSED'],
      restorableDays: 7,
      blockers: [],
      fingerprint: expect.stringMatching(/^[\w-]{43}$/),
      estimatedPurgeSeconds: 0,
    });
  });

  test('changes nothing', async () => {
    const world = await makeWorld(server);
    await fill(world);
    const before = await rowsOf(server, world.organization.id);
    await preview(world);
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
  });

  test('does not count what awaits a purge', async () => {
    const { organization, project } = await makeWorld(server);
    const { id } = await makeAuthConfig(server, project);
    await storeAccounts(server, id, 120);
    const preview = () => previewOf(server, project.id, organization.credentials);
    expect(countsOf(await preview())).toMatchObject({ AUTH_CONFIG: 1, CONNECTED_ACCOUNT: 120 });
    await run(server, DeleteAuthConfig, { input: { id, cascade: true } }, project.credentials);
    const left = await server.database.query(
      `SELECT FROM connected_account WHERE project_id = '${project.id}'`,
    );
    expect(left).toHaveLength(20);
    const before = await preview();
    expect(countsOf(before)).toEqual({ API_KEY: 1 });
    await purgeAll(server);
    expect(await preview()).toEqual(before);
  });

  test('returns three examples of a type, or as many as requested up to ten', async () => {
    const { organization, project } = await makeWorld(server);
    const ids: string[] = [];
    for (let count = 0; count < 12; count += 1) ids.unshift((await makeAuthConfig(server, project)).id);
    const examples = async (first?: number | null) => {
      const { node } = await run(
        server,
        PreviewExamples,
        { id: project.id, first },
        organization.credentials,
      );
      const removes = node && 'deletionPreview' in node ? node.deletionPreview.removes : [];
      return removes.find(({ type }) => type === 'AUTH_CONFIG')?.examples.map(({ id }) => id);
    };
    expect(await examples()).toEqual(ids.slice(0, 3));
    expect(await examples(null)).toEqual(ids.slice(0, 3));
    expect(await examples(10)).toEqual(ids.slice(0, 10));
    for (const first of [0, 11]) {
      const error = await refusalOf(
        server,
        PreviewExamples,
        { id: project.id, first },
        organization.credentials,
      );
      expect(error.extensions).toMatchObject({ reason: 'INVALID_VALUE', field: 'first' });
    }
  });
});

describe('Project.deletionPreview.blockers', () => {
  const reasons = async (id: string, { organization }: Pick<World, 'organization'>) =>
    (await previewOf(server, id, organization.credentials)).blockers;

  test('are the errors of deleteProject with their remedies', async () => {
    const organization = await makeOrganization(server);
    const id = organization.defaultProjectId;
    for (const reason of ['CANNOT_DELETE_LAST_PROJECT', 'CANNOT_DELETE_DEFAULT']) {
      const [blocker] = await reasons(id, { organization });
      const error = await refusalOf(server, DeleteProject, { input: { id } }, organization.credentials);
      expect(error.extensions.reason).toBe(reason);
      expect(blocker).toEqual({ reason, suggestedFix: error.extensions.suggestedFix });
      const project = await makeProject(server, organization);
      expect(await reasons(project.id, { organization })).toEqual([]);
    }
  });
});

describe('Project.deletionPreview.stops', () => {
  const stops = async ({ organization, project }: World) => {
    const { node } = await run(server, PreviewStops, { id: project.id }, organization.credentials);
    return node && 'deletionPreview' in node ? node.deletionPreview.stops : [];
  };

  test('has the keys that are accepted, with their last use and their calls of the last 7 days', async () => {
    const world = await makeWorld(server);
    const { organization, project } = world;
    const second = await makeProjectKey(server, organization, project, { name: 'second' });
    const disabled = await makeProjectKey(server, organization, project);
    await run(server, UpdateApiKey, { input: { id: disabled.id, enabled: false } }, organization.credentials);
    for (let count = 0; count < 3; count += 1) await makeToolCallLog(server, second);
    const pending = `usage_pending WHERE project_id = '${project.id}'`;
    await server.database.query(`UPDATE usage_pending SET minute = minute - interval '8 days'
      WHERE ordinal = (SELECT min(ordinal) FROM ${pending})`);
    const found = await stops(world);
    expect(found.map(({ apiKey, callsLast7Days }) => ({ name: apiKey.name, callsLast7Days }))).toEqual([
      { name: 'default', callsLast7Days: 0 },
      { name: 'second', callsLast7Days: 2 },
    ]);
    await expect
      .poll(async () => (await stops(world)).map(({ lastUsedAt }) => lastUsedAt !== null), {
        timeout: 10_000,
      })
      .toEqual([false, true]);
  });

  test('has none of an auth config, whose deletion stops no key', async () => {
    const { organization, project } = await makeWorld(server);
    const { id } = await makeAuthConfig(server, project);
    const { node } = await run(server, PreviewStops, { id }, organization.credentials);
    expect(node).toEqual({ deletionPreview: { stops: [] } });
    await run(server, DeleteAuthConfig, { input: { id } }, project.credentials);
  });
});
