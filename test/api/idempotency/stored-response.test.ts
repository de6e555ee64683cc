import { describe, expect, test } from 'vitest';
import { post, run, send } from '../../support/client.ts';
import { makeKey } from '../../support/fixtures/api-key.ts';
import { makeAuthConfig } from '../../support/fixtures/auth-config.ts';
import { someAccount } from '../../support/fixtures/connected-account.ts';
import { keepAs, storedAnswers, withKey } from '../../support/fixtures/idempotency.ts';
import { freshName, makeWorld } from '../../support/fixtures.ts';
import { faultOf } from '../../support/http/request.ts';
import { UpdateApiKey } from '../../support/operations/api-key.ts';
import {
  CreateConnectedAccount,
  RevokeConnectedAccount,
} from '../../support/operations/connected-account.ts';
import { CreateProject, UpdateProjectConfig } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

/** A body as it came, without what tells that it came again. */
function withoutMark(text: string): unknown {
  const { extensions: _, ...result } = JSON.parse(text);
  return result;
}

describe('a replayed response', () => {
  const token = 'token-that-was-shown-in-clear';

  async function connectAccount() {
    const world = await makeWorld(server);
    const { credentials } = world.project;
    const mask = (maskSecretKeysInConnectedAccount: boolean) =>
      run(server, UpdateProjectConfig, { input: { maskSecretKeysInConnectedAccount } }, credentials);
    await mask(false);
    const { id: authConfigId } = await makeAuthConfig(server, world.project);
    const input = { ...someAccount, authConfigId, userId: 'jane', credentials: { access_token: token } };
    const headers = { ...credentials, ...withKey() };
    const ask = () => send(server, CreateConnectedAccount, { input }, headers);
    const first = await ask();
    expect(first.text).toContain(token);
    return { world, ask, mask, id: first.data?.createConnectedAccount?.connectedAccount.id ?? '' };
  }

  test('contains no credentials, which may have been masked or revoked since', async () => {
    const { world, ask, mask, id } = await connectAccount();
    const changes = [
      () => Promise.resolve(),
      () => mask(true),
      () => run(server, RevokeConnectedAccount, { input: { id } }, world.project.credentials),
    ];
    for (const change of changes) {
      await change();
      const again = await ask();
      expect(again.text).not.toContain(token.slice(0, 4));
      expect(JSON.parse(again.text).extensions.idempotency).toEqual({
        replayed: true,
        withheld: ['createConnectedAccount.connectedAccount.credentials'],
      });
    }
    const bodies = await storedAnswers(server.database, world.organization.id);
    expect(bodies.filter(({ body }) => body?.includes(token.slice(0, 4)))).toEqual([]);
  });

  test('is not one that an earlier version stored with credentials', async () => {
    const { world, ask } = await connectAccount();
    await keepAs(server.database, world.organization.id, `{"data":"${token}"}`);
    const again = await ask();
    expect(again.status).toBe(409);
    expect(faultOf(again).extensions.reason).toBe('IDEMPOTENCY_RESPONSE_NOT_STORED');
    expect(again.text).not.toContain(token);
  });

  test('is not sent to a key that was revoked or restricted since', async () => {
    const { organization } = await makeWorld(server);
    const key = await makeKey(server, organization);
    const headers = { ...key.credentials, ...withKey() };
    const variables = { input: { name: freshName('project'), shouldCreateApiKey: true } };
    const ask = () => send(server, CreateProject, variables, headers);
    expect((await ask()).errors).toEqual([]);
    const changes = [
      { allowedIps: ['203.0.113.0/24'], reason: 'IP_NOT_ALLOWED' },
      { allowedIps: null, enabled: false, reason: 'KEY_DISABLED' },
    ];
    for (const { reason, ...change } of changes) {
      await run(server, UpdateApiKey, { input: { id: key.id, ...change } }, organization.credentials);
      const again = await ask();
      expect(again.headers.get('idempotency-replayed')).toBeNull();
      expect(faultOf(again).extensions.reason).toBe(reason);
      expect(again.data).toBeUndefined();
    }
  });

  test('is stored up to 64 KiB; a larger one is replaced by an error that says so', async () => {
    const { organization, project } = await makeWorld(server);
    const query = `mutation ($calls: [ToolCallInput!]!) {
      recordToolCalls(input: { calls: $calls }) { recordedCount toolCallLogs { response } } }`;
    const record = async (count: number) => {
      const headers = { ...project.credentials, ...withKey() };
      const calls = Array.from({ length: count }, (_, index) => ({
        idempotencyKey: freshName(`call-${index}`),
        toolSlug: 'github_create_issue',
        toolkitSlug: 'github',
        status: 'SUCCESS',
        durationMs: 1,
        response: { text: 'é'.repeat(15_000) },
      }));
      const ask = () => post(server, JSON.stringify({ query, variables: { calls } }), headers);
      const first = await ask();
      expect(first.errors).toEqual([]);
      return { first, again: await ask() };
    };
    const small = await record(2);
    expect(Buffer.byteLength(small.first.text)).toBeLessThan(64 * 1024);
    expect(withoutMark(small.again.text)).toEqual(JSON.parse(small.first.text));
    const large = await record(3);
    expect(large.first.text.length).toBeLessThan(64 * 1024);
    expect(Buffer.byteLength(large.first.text)).toBeGreaterThan(64 * 1024);
    expect(large.again.status).toBe(409);
    expect(faultOf(large.again).extensions).toMatchObject({
      code: 'CONFLICT',
      reason: 'IDEMPOTENCY_RESPONSE_NOT_STORED',
    });
    const kept = await server.database.query(`
      SELECT status, octet_length(body) <= 65536 AS fits FROM idempotency_key
      WHERE organization_id = '${organization.id}' ORDER BY created_at`);
    expect(kept).toEqual([
      { status: 200, fits: true },
      { status: 200, fits: null },
    ]);
    const logs = await server.database.query(
      `SELECT FROM tool_call_log WHERE organization_id = '${organization.id}'`,
    );
    expect(logs).toHaveLength(5);
  });
});
