import { describe, expect, test } from 'vitest';
import { refusalOf, run } from '../../support/client.ts';
import { queriesOf } from '../../support/database/statements.ts';
import { whileLocked } from '../../support/database/transaction.ts';
import { makeAuthConfig } from '../../support/fixtures/auth-config.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { purgeAll, storeAccounts, storeTriggers } from '../../support/fixtures/purge.ts';
import { someCall } from '../../support/fixtures/tool-call-log.ts';
import { makeSubscription } from '../../support/fixtures/webhook.ts';
import { freshName, makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { DeleteAuthConfig, ListAuthConfigs } from '../../support/operations/auth-config.ts';
import {
  DeleteConnectedAccount,
  GetConnectedAccount,
  ListConnectedAccounts,
  RevokeConnectedAccount,
  SetConnectedAccountStatus,
  UpdateConnectedAccount,
} from '../../support/operations/connected-account.ts';
import { GetNode } from '../../support/operations/node.ts';
import { RecordToolCalls } from '../../support/operations/tool-call-log.ts';
import {
  DeleteTrigger,
  GetTrigger,
  ListTriggers,
  SetTriggerEnabled,
  UpsertTrigger,
} from '../../support/operations/trigger.ts';
import { useServer } from '../../support/server.ts';

// Nothing purges by itself here.
const server = useServer({ ownDatabase: true, transport: 'network' });

/** Of the batch that goes with the deletion itself. */
const FIRST = 100;
const ACCOUNTS = 1_200;

const remove = ({ credentials }: ProjectWorld, id: string, headers = {}) =>
  run(server, DeleteAuthConfig, { input: { id, cascade: true } }, { ...credentials, ...headers });

/** An auth config with accounts, of which one has a trigger. */
async function makeLarge(count = ACCOUNTS) {
  const { organization, project } = await makeWorld(server);
  const { id } = await makeAuthConfig(server, project);
  const accountIds = await storeAccounts(server, id, count);
  const last = accountIds.at(-1) ?? '';
  const [triggerId = ''] = await storeTriggers(server, last, 1);
  return { organization, project, id, accountIds, last, triggerId };
}

const rowCount = async (table: string, { id }: ProjectWorld) =>
  (await server.database.query(`SELECT FROM ${table} WHERE project_id = '${id}'`)).length;

describe('deleteAuthConfig with many accounts', () => {
  test('sends no more statements and rows than for one batch, and waits for no locked account', async () => {
    const [small, large] = [await makeLarge(FIRST + 1), await makeLarge()];
    const counts: number[] = [];
    for (const { project, id } of [small, large]) {
      const lock = `SELECT FROM connected_account WHERE auth_config_id = '${id}' ORDER BY created_at LIMIT 7 FOR UPDATE`;
      await whileLocked(server, lock, async () => {
        counts.push((await queriesOf(() => remove(project, id))).length);
      });
    }
    expect(counts[1]).toBe(counts[0]);
    // Those that were held wait for the worker.
    expect(await rowCount('connected_account', small.project)).toBe(7);
    expect(await rowCount('connected_account', large.project)).toBe(ACCOUNTS - FIRST);
  });

  test('makes every account and trigger NOT_FOUND immediately, for reads and writes', async () => {
    const { organization, project, id, last, triggerId } = await makeLarge();
    const { credentials } = project;
    await remove(project, id);
    expect(await rowCount('connected_account', project)).toBe(ACCOUNTS - FIRST);
    const one = await run(server, GetConnectedAccount, { id: last }, credentials);
    expect(one.project.connectedAccount).toBeNull();
    expect((await run(server, GetTrigger, { id: triggerId }, credentials)).project.trigger).toBeNull();
    for (const gone of [id, last, triggerId])
      for (const holder of [project, organization])
        expect((await run(server, GetNode, { id: gone }, holder.credentials)).node).toBeNull();
    const accounts = await run(server, ListConnectedAccounts, { authConfigIds: [id] }, credentials);
    expect(accounts.project.connectedAccounts).toMatchObject({ nodes: [], totalCount: 0 });
    const triggers = await run(server, ListTriggers, {}, credentials);
    expect(triggers.project.triggers).toMatchObject({ nodes: [], totalCount: 0 });
    expect((await run(server, ListAuthConfigs, {}, credentials)).project.authConfigs.nodes).toEqual([]);

    const named = { id: last };
    const refused = [
      await refusalOf(server, UpdateConnectedAccount, { input: { ...named, alias: 'new' } }, credentials),
      await refusalOf(
        server,
        SetConnectedAccountStatus,
        { input: { ...named, status: 'ACTIVE' } },
        credentials,
      ),
      await refusalOf(
        server,
        SetConnectedAccountStatus,
        { input: { ...named, status: 'FAILED' } },
        credentials,
      ),
      await refusalOf(server, RevokeConnectedAccount, { input: named }, credentials),
      await refusalOf(server, DeleteConnectedAccount, { input: named }, credentials),
      await refusalOf(
        server,
        UpsertTrigger,
        { input: { connectedAccountId: last, slug: 'event-1' } },
        credentials,
      ),
      await refusalOf(
        server,
        RecordToolCalls,
        { input: { calls: [someCall({ connectedAccountId: last })] } },
        credentials,
      ),
    ];
    for (const { extensions } of refused)
      expect(extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'CONNECTED_ACCOUNT_NOT_FOUND' });
    const untriggered = [
      await refusalOf(server, SetTriggerEnabled, { input: { id: triggerId, enabled: false } }, credentials),
      await refusalOf(server, SetTriggerEnabled, { input: { id: triggerId, enabled: true } }, credentials),
      await refusalOf(server, DeleteTrigger, { input: { id: triggerId } }, credentials),
    ];
    for (const { extensions } of untriggered)
      expect(extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'TRIGGER_NOT_FOUND' });
  });

  test('emits and records the deletion of each account and trigger once, with the actor of the request', async () => {
    const { project, id, accountIds, triggerId } = await makeLarge();
    const events = ['CONNECTED_ACCOUNT_DELETED', 'TRIGGER_DELETED'] as const;
    const { id: subscriptionId } = await makeSubscription(server, project, { events: [...events] });
    const requestId = freshName('request');
    await remove(project, id, { 'x-request-id': requestId });
    // The alias of one that waits is free. Taking it does not take the event away.
    const alias = await server.database.query<{ user_id: string; alias: string; id: string }>(
      `SELECT user_id, alias, id FROM connected_account WHERE auth_config_id = '${id}' ORDER BY created_at DESC LIMIT 2`,
    );
    for (const { user_id: userId, alias: name } of alias) {
      const taken = await makeConnectedAccount(server, project, { userId, alias: name });
      expect(taken.alias).toBe(name);
    }
    await purgeAll(server);

    const emitted = await server.database.query<{ id: string }>(`
      SELECT payload::json #>> '{data,id}' AS id FROM webhook_delivery WHERE subscription_id = '${subscriptionId}'`);
    const ids = [...accountIds, triggerId].toSorted();
    expect(emitted.map((one) => one.id).toSorted()).toEqual(ids);
    const recorded = await server.database.query<{ target_id: string; actor_kind: string }>(`
      SELECT target_id, actor_kind FROM audit_entry
      WHERE request_id = '${requestId}' AND action IN ('CONNECTED_ACCOUNT_DELETED', 'TRIGGER_DELETED')`);
    expect(recorded.map((one) => one.target_id).toSorted()).toEqual(ids);
    expect(new Set(recorded.map((one) => one.actor_kind))).toEqual(new Set(['project']));
    const [entry] = await server.database.query(
      `SELECT changes FROM audit_entry WHERE request_id = '${requestId}' AND action = 'AUTH_CONFIG_DELETED'`,
    );
    expect(entry).toMatchObject({ changes: { connectedAccountCountAtLeast: 1_001 } });
    expect(await rowCount('connected_account', project)).toBe(2);
    expect(await rowCount('purge', project)).toBe(0);
  });

  test('is rejected without cascade, with a bounded count', async () => {
    const { project, id } = await makeLarge();
    const variables = { input: { id, cascade: false } };
    const error = await refusalOf(server, DeleteAuthConfig, variables, project.credentials);
    expect(error.extensions).toMatchObject({ reason: 'IN_USE' });
    expect(error.message).toBe('More than 1000 connected accounts use the auth config.');
  });
});

describe('deleteConnectedAccount with many triggers', () => {
  test('makes them NOT_FOUND immediately, and emits and records each once', async () => {
    const { project } = await makeWorld(server);
    const { id } = await makeConnectedAccount(server, project);
    const triggerIds = await storeTriggers(server, id, 1_300);
    const { id: subscriptionId } = await makeSubscription(server, project, { events: ['TRIGGER_DELETED'] });
    await run(server, DeleteConnectedAccount, { input: { id } }, project.credentials);
    expect(await rowCount('trigger', project)).toBe(800);
    const triggers = await run(server, ListTriggers, {}, project.credentials);
    expect(triggers.project.triggers).toMatchObject({ nodes: [], totalCount: 0 });
    await purgeAll(server);
    const emitted = await server.database.query<{ id: string }>(`
      SELECT payload::json #>> '{data,id}' AS id FROM webhook_delivery WHERE subscription_id = '${subscriptionId}'`);
    expect(emitted.map((one) => one.id).toSorted()).toEqual(triggerIds.toSorted());
    const recorded = await server.database.query(
      `SELECT FROM audit_entry WHERE project_id = '${project.id}' AND action = 'TRIGGER_DELETED'`,
    );
    expect(recorded).toHaveLength(1_300);
    expect(await rowCount('trigger', project)).toBe(0);
  });
});
