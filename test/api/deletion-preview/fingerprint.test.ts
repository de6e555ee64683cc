import { describe, expect, test } from 'vitest';
import { type Credentials, run } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { makeProjectKey } from '../../support/fixtures/api-key.ts';
import { configurationChanges } from '../../support/fixtures/configuration-changes.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { acting, type PreviewedType, previewed, previewOf } from '../../support/fixtures/deletion-preview.ts';
import { setQuota } from '../../support/fixtures/project-quota.ts';
import { makeSession } from '../../support/fixtures/session.ts';
import { makeToolCallLog } from '../../support/fixtures/tool-call-log.ts';
import { rollUp } from '../../support/fixtures/usage.ts';
import { makeSubscription, sendTest } from '../../support/fixtures/webhook.ts';
import { makeWorld, type World } from '../../support/fixtures.ts';
import { VerifyApiKey } from '../../support/operations/api-key.ts';
import {
  SetConnectedAccountStatus,
  UpdateConnectedAccount,
} from '../../support/operations/connected-account.ts';
import { CloseSession } from '../../support/operations/session.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

const types = Object.keys(previewed) as PreviewedType[];

const fingerprintOf = async (id: string, { organization }: World) =>
  (await previewOf(server, id, organization.credentials)).fingerprint;

const changes = types.flatMap((type) =>
  Object.entries(configurationChanges[type]).map(([what, change]) => ({ type, what, change })),
);

describe('a deletion with the fingerprint of a preview', () => {
  test.each(changes)('of $type is rejected after a change: $what', async ({ type, change }) => {
    const world = await makeWorld(server);
    const { make, remove } = previewed[type];
    const id = await make(server, world);
    const apply = await change({ server, world, id, credentials: acting(world) });
    const expectedFingerprint = await fingerprintOf(id, world);
    expect((await apply()).errors).toEqual([]);
    const before = await rowsOf(server, world.organization.id);
    expect(await remove(server, world, { id, expectedFingerprint })).toBe('CHANGED_SINCE_PREVIEW');
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
    const current = await fingerprintOf(id, world);
    expect(current).not.toBe(expectedFingerprint);
    expect(await remove(server, world, { id, expectedFingerprint: current })).toBeUndefined();
  });

  test.each(types)('of %s succeeds if nothing has changed', async (type) => {
    const world = await makeWorld(server);
    const { make, remove } = previewed[type];
    const id = await make(server, world);
    const expectedFingerprint = await fingerprintOf(id, world);
    expect(await fingerprintOf(id, world)).toBe(expectedFingerprint);
    expect(await remove(server, world, { id, expectedFingerprint })).toBeUndefined();
  });

  test.each(types)(
    'of %s is not compared without one, and rejected for that of another object',
    async (type) => {
      const world = await makeWorld(server);
      const { make, remove } = previewed[type];
      const other = await makeWorld(server);
      const [id, otherId] = [await make(server, world), await make(server, other)];
      const expectedFingerprint = await fingerprintOf(otherId, other);
      for (const wrong of [expectedFingerprint, '', 'x'.repeat(5_000)])
        expect(await remove(server, world, { id, expectedFingerprint: wrong })).toBe('CHANGED_SINCE_PREVIEW');
      expect(await remove(server, world, { id, expectedFingerprint: null })).toBeUndefined();
      expect(await remove(server, other, { id: otherId })).toBeUndefined();
    },
  );
});

describe('mere use does not change the fingerprint', () => {
  /** Uses everything in a project. */
  async function use(world: World, key: Credentials, accountId: string) {
    const { project } = world;
    const session = await makeSession(server, { credentials: key });
    await makeToolCallLog(
      server,
      { credentials: key },
      { sessionId: session.id, connectedAccountId: accountId },
    );
    await run(server, CloseSession, { input: { id: session.id } }, key);
    const refreshed = { access_token: 'refreshed' };
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    await run(
      server,
      UpdateConnectedAccount,
      { input: { id: accountId, credentials: refreshed, expiresAt } },
      project.credentials,
    );
    for (const status of ['EXPIRED', 'ACTIVE'] as const)
      await run(server, SetConnectedAccountStatus, { input: { id: accountId, status } }, project.credentials);
  }

  test('of a project, an auth config, an account, a key or a webhook subscription', async () => {
    const world = await makeWorld(server);
    const { organization, project } = world;
    const account = await makeConnectedAccount(server, project);
    const key = await makeProjectKey(server, organization, project);
    const subscription = await makeSubscription(server, project, {
      events: ['SESSION_CREATED', 'CONNECTED_ACCOUNT_EXPIRED'],
    });
    await setQuota(server, world, { toolCallsPerMonth: '1000' });
    const ids = [project.id, account.authConfig.id, account.id, key.id, subscription.id];
    const fingerprints = () => Promise.all(ids.map((id) => fingerprintOf(id, world)));
    const before = await fingerprints();
    await use(world, key.credentials, account.id);
    await sendTest(server, project, subscription);
    await run(server, VerifyApiKey, { secret: key.secret }, organization.credentials);
    await rollUp(server, new Date());
    await server.database.query(`UPDATE webhook_delivery SET attempts = 3, status = 'FAILED', next_attempt_at = NULL
      WHERE subscription_id = '${subscription.id}'`);
    const isUsed = `SELECT FROM secret_use JOIN api_key USING (organization_id, hash) WHERE id = '${key.id}'`;
    await expect.poll(() => server.database.query(isUsed), { timeout: 10_000 }).toHaveLength(1);
    expect(await fingerprints()).toEqual(before);
  });
});
