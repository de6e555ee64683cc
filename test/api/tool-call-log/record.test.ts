import { describe, expect, test } from 'vitest';
import type { RecordToolCallsInput, ToolCallInput } from '../../generated/graphql.ts';
import { post, run } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { makeSession } from '../../support/fixtures/session.ts';
import { makeToolCallLog, recordCalls, someCall } from '../../support/fixtures/tool-call-log.ts';
import { makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { DeleteConnectedAccount } from '../../support/operations/connected-account.ts';
import {
  GetToolCallLog,
  ListToolCallLogs,
  RecordToolCalls,
  RecordToolCallsBriefly,
} from '../../support/operations/tool-call-log.ts';
import { useServer } from '../../support/server.ts';

const NOW = '2026-06-01T12:00:00.000Z';
const server = useServer({ overrides: { clock: { now: () => new Date(NOW) } } });

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

const logsOf = async ({ credentials }: ProjectWorld) =>
  (await run(server, ListToolCallLogs, {}, credentials)).project.toolCallLogs;

describe('recordToolCalls', () => {
  test('stores and returns all fields of a call', async () => {
    const { project } = await makeWorld(server);
    const session = await makeSession(server, project);
    const account = await makeConnectedAccount(server, project);
    const call: ToolCallInput = {
      idempotencyKey: 'run 7 – call 1',
      toolSlug: 'GITHUB_Create.Issue-v2',
      toolkitSlug: 'GitHub',
      sessionId: session.id,
      connectedAccountId: account.id,
      userId: account.userId,
      status: 'ERROR',
      durationMs: 2_147_483_647,
      errorCode: 'E.rate_limit:429-a',
      errorMessage: 'Too many requests.\n\tat call (1:1)',
      arguments: { title: 'Ünï 😀', labels: ['a', 1, true, null, { nested: [[]] }] },
      response: { ok: false },
      calledAt: '2026-05-31T23:59:59.999Z',
    };
    const { recordedCount, duplicateCount, toolCallLogs } = await recordCalls(server, project, [call]);
    expect({ recordedCount, duplicateCount }).toEqual({ recordedCount: 1, duplicateCount: 0 });
    const { sessionId: _, ...rest } = call;
    const expected = {
      ...rest,
      id: expect.stringMatching(/^log_[0-9A-Za-z]{16}$/),
      toolSlug: 'github_create.issue-v2',
      toolkitSlug: 'github',
      session: { id: session.id },
      connectedAccount: { id: account.id },
      createdAt: NOW,
    };
    expect(toolCallLogs).toEqual([expected]);
    const id = toolCallLogs[0]?.id ?? '';
    const { toolCallLog } = (await run(server, GetToolCallLog, { id }, project.credentials)).project;
    expect(toolCallLog).toEqual(expected);
  });

  test('uses null and the present time for absent fields', async () => {
    const { project } = await makeWorld(server);
    expect(await makeToolCallLog(server, project)).toMatchObject({
      session: null,
      connectedAccount: null,
      connectedAccountId: null,
      userId: null,
      errorCode: null,
      errorMessage: null,
      arguments: null,
      response: null,
      calledAt: NOW,
      createdAt: NOW,
    });
  });

  test('uses the given user, else that of the session, else the owner of the account', async () => {
    const { project } = await makeWorld(server);
    const { id: sessionId } = await makeSession(server, project, { userId: 'of-the-session' });
    const account = await makeConnectedAccount(server, project, { userId: 'of-the-account' });
    const connectedAccountId = account.id;
    const { toolCallLogs } = await recordCalls(server, project, [
      someCall({ userId: 'named', sessionId }),
      someCall({ sessionId, connectedAccountId }),
      someCall({ connectedAccountId }),
      someCall(),
    ]);
    const users = toolCallLogs.map(({ userId }) => userId);
    expect(users).toEqual(['named', 'of-the-session', 'of-the-account', null]);
  });

  test('changes and records nothing for a batch sent again, and counts the duplicates', async () => {
    const { organization, project } = await makeWorld(server);
    const calls = times(3).map(() => someCall());
    const first = await recordCalls(server, project, calls);
    expect(first).toMatchObject({ recordedCount: 3, duplicateCount: 0 });
    const before = await rowsOf(server, organization.id);
    const changed = calls.map((call) => ({ ...call, toolSlug: 'another', durationMs: 1 }));
    expect(await recordCalls(server, project, changed)).toEqual({
      recordedCount: 0,
      duplicateCount: 3,
      toolCallLogs: first.toolCallLogs,
    });
    expect(await rowsOf(server, organization.id)).toEqual(before);
  });

  test('stores the missing calls of a batch that is partly stored', async () => {
    const { project } = await makeWorld(server);
    const old = someCall();
    await recordCalls(server, project, [old]);
    const added = [someCall(), someCall()];
    const recorded = await recordCalls(server, project, [...added, old]);
    expect(recorded).toMatchObject({ recordedCount: 2, duplicateCount: 1 });
    const keys = [...added, old].map(({ idempotencyKey }) => idempotencyKey);
    expect(recorded.toolCallLogs.map(({ idempotencyKey }) => idempotencyKey)).toEqual(keys);
    expect((await logsOf(project)).totalCount).toBe(3);
  });

  test('stores the first call of an idempotencyKey that occurs twice in a batch', async () => {
    const { project } = await makeWorld(server);
    const twins = times(20).map((index) => someCall({ idempotencyKey: 'twin', durationMs: index }));
    const { recordedCount, duplicateCount, toolCallLogs } = await recordCalls(server, project, twins);
    expect({ recordedCount, duplicateCount }).toEqual({ recordedCount: 1, duplicateCount: 19 });
    expect(toolCallLogs.map(({ durationMs }) => durationMs)).toEqual(times(20).map(() => 0));
  });

  test('accepts 500 calls in one request', async () => {
    const { project } = await makeWorld(server);
    const { id: sessionId } = await makeSession(server, project);
    const calls = times(500).map((index) => someCall({ idempotencyKey: `${index}`, sessionId }));
    const input: RecordToolCallsInput = { calls };
    const { recordToolCalls } = await run(server, RecordToolCallsBriefly, { input }, project.credentials);
    expect(recordToolCalls).toMatchObject({ recordedCount: 500, duplicateCount: 0 });
    const again = await run(server, RecordToolCalls, { input }, project.credentials);
    const { toolCallLogs } = again.recordToolCalls;
    expect(toolCallLogs.map(({ idempotencyKey }) => idempotencyKey)).toEqual(
      calls.map(({ idempotencyKey }) => idempotencyKey),
    );
  });

  test('stores any JSON data unchanged', async () => {
    const { project } = await makeWorld(server);
    const text = `{"nul":"a\\u0000b","half":"\\ud800","__proto__":{"constructor":1},"":[1e-7,-0.5,12345678901],"z":1,"a":2}`;
    const key = someCall().idempotencyKey;
    const body = `{"query":${JSON.stringify(RecordToolCalls.toString())},"variables":{"input":{"calls":[{
      "idempotencyKey":"${key}","toolSlug":"t","toolkitSlug":"k","status":"SUCCESS","durationMs":0,
      "arguments":${text},"response":${text}}]}}}`;
    const answer = await post(server, body, project.credentials);
    expect(answer.errors).toEqual([]);
    expect(answer.text).toContain(`"arguments":${text}`);
    expect(answer.text).toContain(`"response":${text}`);
  });

  test('stores data from literals like data from variables', async () => {
    const { project } = await makeWorld(server);
    const query = `mutation { recordToolCalls(input: { calls: [{ idempotencyKey: "literal", toolSlug: "t",
      toolkitSlug: "k", status: SUCCESS, durationMs: 0, arguments: { a: [1, 2.5, "x", true, null, { b: {} }] } }] })
      { toolCallLogs { arguments } } }`;
    const { errors, data } = await post<never>(server, JSON.stringify({ query }), project.credentials);
    expect(errors).toEqual([]);
    const expected = { a: [1, 2.5, 'x', true, null, { b: {} }] };
    expect(data).toEqual({ recordToolCalls: { toolCallLogs: [{ arguments: expected }] } });
  });

  test('keeps calls of a deleted account, with its id', async () => {
    const { project } = await makeWorld(server);
    const { id: connectedAccountId } = await makeConnectedAccount(server, project);
    const log = await makeToolCallLog(server, project, { connectedAccountId });
    expect(log.connectedAccount).toEqual({ id: connectedAccountId });
    await run(server, DeleteConnectedAccount, { input: { id: connectedAccountId } }, project.credentials);
    expect((await logsOf(project)).nodes).toEqual([{ ...log, connectedAccount: null }]);
  });

  test.each([
    ['the moment when 1970 began', '1970-01-01T00:00:00Z'],
    ['5 minutes ahead', '2026-06-01T12:05:00Z'],
  ])('accepts calledAt %s', async (_when, calledAt) => {
    const { project } = await makeWorld(server);
    const log = await makeToolCallLog(server, project, { calledAt });
    expect(log.calledAt).toBe(new Date(calledAt).toISOString());
    const { pageInfo } = await logsOf(project);
    const after = pageInfo.endCursor ?? null;
    const page = await run(server, ListToolCallLogs, { after }, project.credentials);
    expect(page.project.toolCallLogs.nodes).toEqual([]);
  });
});
