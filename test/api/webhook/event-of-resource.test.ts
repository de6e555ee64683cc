import { describe, expect, test } from 'vitest';
import type { TypedDocumentString } from '../../generated/graphql.ts';
import { run, send } from '../../support/client.ts';
import { statementsOf } from '../../support/database/statements.ts';
import { makeAuthConfig } from '../../support/fixtures/auth-config.ts';
import { makeConnectedAccount, someAccount } from '../../support/fixtures/connected-account.ts';
import { purgeAll } from '../../support/fixtures/purge.ts';
import { makeSession } from '../../support/fixtures/session.ts';
import { makeTrigger } from '../../support/fixtures/trigger.ts';
import { deliveriesOf, makeSubscription } from '../../support/fixtures/webhook.ts';
import { makeProject, makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { DeleteAuthConfig } from '../../support/operations/auth-config.ts';
import {
  CreateConnectedAccount,
  DeleteConnectedAccount,
  RevokeConnectedAccount,
  SetConnectedAccountStatus,
  UpdateConnectedAccount,
} from '../../support/operations/connected-account.ts';
import { CloseSession, CreateSession } from '../../support/operations/session.ts';
import { DeleteTrigger, SetTriggerEnabled, UpsertTrigger } from '../../support/operations/trigger.ts';
import { useServer } from '../../support/server.ts';

// Nobody delivers here: what is on its way stays where it can be looked at.
const server = useServer();

const events = [
  'CONNECTED_ACCOUNT_CREATED',
  'CONNECTED_ACCOUNT_UPDATED',
  'CONNECTED_ACCOUNT_REVOKED',
  'CONNECTED_ACCOUNT_EXPIRED',
  'CONNECTED_ACCOUNT_DELETED',
  'TRIGGER_CREATED',
  'TRIGGER_UPDATED',
  'TRIGGER_DELETED',
  'SESSION_CREATED',
  'SESSION_CLOSED',
] as const;

/** An operation of the project that is to tell nothing. */
type Attempt = readonly [document: TypedDocumentString<unknown, never>, input: object];

const attempt = <Data, Variables extends { readonly input: object }>(
  document: TypedDocumentString<Data, Variables>,
  input: Variables['input'],
): Attempt => [document, input];

const sendAttempt = ({ credentials }: ProjectWorld, [document, input]: Attempt) =>
  send<unknown, object>(server, document as TypedDocumentString<unknown, object>, { input }, credentials);

/** Subscribes, and returns a function that reads the types of the events since. */
async function listenTo(project: ProjectWorld) {
  const subscription = await makeSubscription(server, project, { events: [...events] });
  return async () => (await deliveriesOf(server, project, subscription)).map(({ eventType }) => eventType);
}

const remove = ({ credentials }: ProjectWorld, id: string) =>
  run(server, DeleteAuthConfig, { input: { id, cascade: true } }, credentials);

describe('events of project resources', () => {
  test('cost no further statement when more resources are deleted together', async () => {
    const { project } = await makeWorld(server);
    const heard = await listenTo(project);
    const statementCounts: number[] = [];
    for (const count of [1, 5]) {
      const { id: authConfigId } = await makeAuthConfig(server, project);
      for (let made = 0; made < count; made++) {
        const { id: connectedAccountId } = await makeConnectedAccount(server, project, { authConfigId });
        await makeTrigger(server, project, { connectedAccountId });
        await makeTrigger(server, project, { connectedAccountId });
      }
      statementCounts.push((await statementsOf(() => remove(project, authConfigId))).length);
    }
    expect(statementCounts[1]).toBe(statementCounts[0]);
    const deleted = (await heard()).filter((type) => type?.endsWith('DELETED'));
    expect(deleted).toHaveLength(3 + 15);
  });

  test('are all emitted and recorded, however many resources are deleted together', async () => {
    const { organization, project } = await makeWorld(server);
    const { id, authConfig } = await makeConnectedAccount(server, project);
    const subscription = await makeSubscription(server, project, { events: ['TRIGGER_DELETED'] });
    await server.database.query(`
      INSERT INTO trigger
        (organization_id, project_id, id, slug, connected_account_id, user_id, config, enabled, created_at, updated_at)
      SELECT '${organization.id}', '${project.id}', 'ti_' || left(md5('${id}' || n), 16), 'event-' || n, '${id}',
        'jane', '{}', true, now(), now()
      FROM generate_series(1, 2001) n`);
    await remove(project, authConfig.id);
    await purgeAll(server);
    const events = await server.database.query(`
      SELECT DISTINCT payload::json #>> '{data,slug}' AS slug FROM webhook_delivery
      WHERE subscription_id = '${subscription.id}' AND created_at = (payload::json ->> 'timestamp')::timestamptz`);
    expect(events).toHaveLength(2001);
    const recorded = await server.database.query(`
      SELECT DISTINCT changes ->> 'slug' FROM audit_entry
      WHERE project_id = '${project.id}' AND action = 'TRIGGER_DELETED' AND changes ->> 'connectedAccountId' = '${id}'`);
    expect(recorded).toHaveLength(2001);
  });
});

describe('events of project resources are not emitted', () => {
  test('for a mutation that changes nothing', async () => {
    const { project } = await makeWorld(server);
    const account = await makeConnectedAccount(server, project, { alias: 'work' });
    const { id } = account;
    const { id: revoked } = await makeConnectedAccount(server, project);
    await run(server, RevokeConnectedAccount, { input: { id: revoked } }, project.credentials);
    const { id: expired } = await makeConnectedAccount(server, project, { status: 'ACTIVE' });
    const expire = { input: { id: expired, status: 'EXPIRED' } } as const;
    await run(server, SetConnectedAccountStatus, expire, project.credentials);
    const trigger = await makeTrigger(server, project, { connectedAccountId: id, config: { is: 'same' } });
    const { id: session } = await makeSession(server, project);
    await run(server, CloseSession, { input: { id: session } }, project.credentials);
    const { credentials } = someAccount;
    const attempts = [
      attempt(UpdateConnectedAccount, { id }),
      attempt(UpdateConnectedAccount, { id, alias: 'work', expiresAt: null, credentials }),
      attempt(SetConnectedAccountStatus, { id, status: 'ACTIVE' }),
      attempt(SetConnectedAccountStatus, expire.input),
      attempt(RevokeConnectedAccount, { id: revoked, statusReason: 'Another one.' }),
      attempt(UpsertTrigger, { slug: trigger.slug, connectedAccountId: id }),
      attempt(UpsertTrigger, { slug: trigger.slug, connectedAccountId: id, config: { is: 'same' } }),
      attempt(SetTriggerEnabled, { id: trigger.id, enabled: true }),
      attempt(CloseSession, { id: session }),
      attempt(CloseSession, { id: session, status: 'ERROR' }),
    ];
    const heard = await listenTo(project);
    for (const one of attempts) expect((await sendAttempt(project, one)).errors).toEqual([]);
    expect(await heard()).toEqual([]);
  });

  test('for a rejected mutation', async () => {
    const { organization, project } = await makeWorld(server);
    const { id: authConfigId } = await makeAuthConfig(server, project);
    const named = { authConfigId, userId: 'jane', alias: 'work' };
    const { id } = await makeConnectedAccount(server, project, named);
    const { id: twin } = await makeConnectedAccount(server, project, { ...named, alias: 'other' });
    const inactive = await makeConnectedAccount(server, project, { status: 'INITIATED' });
    const { id: revoked } = await makeConnectedAccount(server, project);
    await run(server, RevokeConnectedAccount, { input: { id: revoked } }, project.credentials);
    const sibling = await makeProject(server, organization);
    const foreignAccount = await makeConnectedAccount(server, sibling);
    const foreignTrigger = await makeTrigger(server, sibling);
    const foreignSession = await makeSession(server, sibling);
    const refused: readonly (readonly [reason: string, one: Attempt])[] = [
      ['ALIAS_TAKEN', attempt(CreateConnectedAccount, named)],
      ['ALIAS_TAKEN', attempt(UpdateConnectedAccount, { id: twin, alias: 'work' })],
      ['ACCOUNT_REVOKED', attempt(UpdateConnectedAccount, { id: revoked, alias: 'new' })],
      ['ACCOUNT_REVOKED', attempt(SetConnectedAccountStatus, { id: revoked, status: 'EXPIRED' })],
      ['INVALID_VALUE', attempt(SetConnectedAccountStatus, { id, status: 'REVOKED' })],
      ['USER_MISMATCH', attempt(RevokeConnectedAccount, { id, userId: 'joe' })],
      ['USER_MISMATCH', attempt(DeleteConnectedAccount, { id, userId: 'joe' })],
      ['IN_USE', attempt(DeleteAuthConfig, { id: authConfigId })],
      ['ACCOUNT_NOT_ACTIVE', attempt(UpsertTrigger, { slug: 'commit', connectedAccountId: inactive.id })],
      ['INVALID_VALUE', attempt(CreateSession, { userId: 'jane', toolkitSlugs: [''] })],
      ['CONNECTED_ACCOUNT_NOT_FOUND', attempt(DeleteConnectedAccount, { id: foreignAccount.id })],
      ['TRIGGER_NOT_FOUND', attempt(SetTriggerEnabled, { id: foreignTrigger.id, enabled: false })],
      ['TRIGGER_NOT_FOUND', attempt(DeleteTrigger, { id: foreignTrigger.id })],
      ['SESSION_NOT_FOUND', attempt(CloseSession, { id: foreignSession.id })],
    ];
    const heard = [await listenTo(project), await listenTo(sibling)];
    for (const [reason, one] of refused) {
      const { errors } = await sendAttempt(project, one);
      expect(errors.map(({ extensions }) => extensions.reason)).toEqual([reason]);
    }
    expect(await Promise.all(heard.map((types) => types()))).toEqual([[], []]);
  });
});
