import { describe, expect, test } from 'vitest';
import { refusalOf, run } from '../../support/client.ts';
import { makeKey, makeProjectKey } from '../../support/fixtures/api-key.ts';
import { makeAuthConfig } from '../../support/fixtures/auth-config.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { countsOf, previewOf } from '../../support/fixtures/deletion-preview.ts';
import { makeToolCallLog } from '../../support/fixtures/tool-call-log.ts';
import { makeTrigger } from '../../support/fixtures/trigger.ts';
import { makeSubscription, sendTest } from '../../support/fixtures/webhook.ts';
import { makeOrganization, makeWorld } from '../../support/fixtures.ts';
import { RevokeApiKey, RotateApiKey } from '../../support/operations/api-key.ts';
import { DeleteAuthConfig } from '../../support/operations/auth-config.ts';
import { RevokeConnectedAccount } from '../../support/operations/connected-account.ts';
import { PreviewStops } from '../../support/operations/deletion-preview.ts';
import { SetRateLimit } from '../../support/operations/rate-limit.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

describe('AuthConfig.deletionPreview', () => {
  test('counts its accounts and their triggers, and no others', async () => {
    const { project } = await makeWorld(server);
    const { id: authConfigId } = await makeAuthConfig(server, project);
    const accounts = [
      await makeConnectedAccount(server, project, { authConfigId }),
      await makeConnectedAccount(server, project, { authConfigId }),
    ];
    for (const { id } of accounts) await makeTrigger(server, project, { connectedAccountId: id });
    await makeTrigger(server, project, { connectedAccountId: accounts[0]?.id ?? '' });
    await makeTrigger(server, project);
    const preview = await previewOf(server, authConfigId, project.credentials);
    expect(countsOf(preview)).toEqual({ CONNECTED_ACCOUNT: 2, TRIGGER: 3 });
    expect(preview).toMatchObject({
      withheld: [],
      keeps: ['AUDIT_ENTRIES', 'SESSIONS', 'TOOL_CALLS', 'USAGE', 'UPSTREAM_TOKENS', 'BACKUPS'],
      irreversible: ['OBJECT_REMOVED', 'CREDENTIALS_ERASED'],
      estimatedPurgeSeconds: 0,
    });
    const [removal] = preview.removes;
    expect(removal?.examples.map(({ id }) => id)).toEqual(accounts.map(({ id }) => id).toReversed());
  });

  test('has the blocker IN_USE while an account is not revoked, as deleteAuthConfig without cascade', async () => {
    const { project } = await makeWorld(server);
    const { id, authConfig } = await makeConnectedAccount(server, project);
    const blockers = async () => (await previewOf(server, authConfig.id, project.credentials)).blockers;
    const variables = { input: { id: authConfig.id } };
    const error = await refusalOf(server, DeleteAuthConfig, variables, project.credentials);
    expect(await blockers()).toEqual([{ reason: 'IN_USE', suggestedFix: error.extensions.suggestedFix }]);
    await run(server, RevokeConnectedAccount, { input: { id } }, project.credentials);
    expect(await blockers()).toEqual([]);
    await run(server, DeleteAuthConfig, variables, project.credentials);
  });
});

test('ConnectedAccount.deletionPreview counts its triggers, and keeps its tool calls', async () => {
  const { project } = await makeWorld(server);
  const trigger = await makeTrigger(server, project);
  const { id } = trigger.connectedAccount;
  await makeTrigger(server, project);
  await makeToolCallLog(server, project, { connectedAccountId: id });
  const preview = await previewOf(server, id, project.credentials);
  expect(countsOf(preview)).toEqual({ TRIGGER: 1 });
  expect(preview.removes[0]?.examples).toEqual([{ id: trigger.id, name: trigger.slug }]);
  expect(preview).toMatchObject({ blockers: [], irreversible: ['OBJECT_REMOVED', 'CREDENTIALS_ERASED'] });
  expect(preview.keeps).toContain('TOOL_CALLS');
});

describe('WebhookSubscription.deletionPreview', () => {
  test('counts the deliveries of a subscription of a project', async () => {
    const { organization, project } = await makeWorld(server);
    const subscription = await makeSubscription(server, project);
    const other = await makeSubscription(server, project);
    for (const one of [subscription, subscription, other]) await sendTest(server, project, one);
    for (const { credentials } of [organization, project]) {
      const preview = await previewOf(server, subscription.id, credentials);
      expect(countsOf(preview)).toEqual({ WEBHOOK_DELIVERY: 2 });
      expect(preview.irreversible).toContain('DELIVERIES_NOT_SENT');
    }
  });

  test('counts the deliveries of a subscription of the organization', async () => {
    const organization = await makeOrganization(server);
    const subscription = await makeSubscription(server, organization);
    await sendTest(server, organization, subscription);
    const preview = await previewOf(server, subscription.id, organization.credentials);
    expect(countsOf(preview)).toEqual({ WEBHOOK_DELIVERY: 1 });
  });
});

describe('ApiKey.deletionPreview', () => {
  test('counts the accepted secrets and the limit of a project key', async () => {
    const { organization, project } = await makeWorld(server);
    const { id } = await makeProjectKey(server, organization, project);
    const counts = async () => countsOf(await previewOf(server, id, organization.credentials));
    expect(await counts()).toEqual({ API_KEY_SECRET: 1 });
    for (const overlapSeconds of [0, 600, 600])
      await run(server, RotateApiKey, { input: { id, overlapSeconds } }, organization.credentials);
    await run(server, SetRateLimit, { input: { apiKeyId: id, perMinute: 50 } }, organization.credentials);
    expect(await counts()).toEqual({ API_KEY_SECRET: 3, RATE_LIMIT: 1 });
    await run(server, SetRateLimit, { input: { apiKeyId: id, perMinute: null } }, organization.credentials);
    expect(await counts()).toEqual({ API_KEY_SECRET: 3 });
  });

  test('names the key that stops, of the organization too, with its calls in every project', async () => {
    const { organization, project } = await makeWorld(server);
    const key = await makeKey(server, organization);
    const acting = { ...key.credentials, 'x-project-id': project.id };
    for (let count = 0; count < 2; count += 1) await makeToolCallLog(server, { credentials: acting });
    const { node } = await run(server, PreviewStops, { id: key.id }, organization.credentials);
    const stops = node && 'deletionPreview' in node ? node.deletionPreview.stops : [];
    expect(stops).toMatchObject([{ apiKey: { id: key.id, name: key.name }, callsLast7Days: 2 }]);
  });

  test('has a blocker for the last key with access to the whole organization', async () => {
    const organization = await makeOrganization(server);
    const { viewer } = await run(server, Viewer, {}, organization.credentials);
    const id = viewer.apiKey?.id ?? '';
    const error = await refusalOf(server, RevokeApiKey, { input: { id } }, organization.credentials);
    const blockers = async () => (await previewOf(server, id, organization.credentials)).blockers;
    expect(await blockers()).toEqual([
      { reason: 'CANNOT_REVOKE_LAST_ORGANIZATION_KEY', suggestedFix: error.extensions.suggestedFix },
    ]);
    await makeKey(server, organization);
    expect(await blockers()).toEqual([]);
  });
});
