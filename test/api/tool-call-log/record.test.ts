import { describe, expect, test } from 'vitest';
import type { RecordToolCallsInput, ToolCallInput } from '../../generated/graphql.ts';
import { post, refusalOf, run, send } from '../../support/client.ts';
import { rowsOf, rowsWithoutDenials } from '../../support/database/tables.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { makeSession } from '../../support/fixtures/session.ts';
import { makeToolCallLog, recordCalls, someCall } from '../../support/fixtures/tool-call-log.ts';
import { makeProject, makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { DeleteConnectedAccount } from '../../support/operations/connected-account.ts';
import { UpdateProjectConfig } from '../../support/operations/foundation.ts';
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

const refusal = async ({ credentials }: ProjectWorld, calls: readonly ToolCallInput[]) =>
  (await refusalOf(server, RecordToolCalls, { input: { calls: [...calls] } }, credentials)).extensions;

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

const deep = (depth: number): Record<string, unknown> => (depth === 1 ? {} : { in: deep(depth - 1) });
const sized = (bytes: number) => ({ x: 'x'.repeat(bytes - '{"x":""}'.length) });
const KIB = 1024;

const badCalls: readonly (readonly [Partial<ToolCallInput>, string])[] = [
  [{ idempotencyKey: '' }, 'idempotencyKey'],
  [{ idempotencyKey: 'x'.repeat(129) }, 'idempotencyKey'],
  [{ idempotencyKey: 'a\u0000' }, 'idempotencyKey'],
  [{ idempotencyKey: '\ud800' }, 'idempotencyKey'],
  [{ toolSlug: '' }, 'toolSlug'],
  [{ toolSlug: 'not fine' }, 'toolSlug'],
  [{ toolSlug: 'x'.repeat(129) }, 'toolSlug'],
  [{ toolkitSlug: 'x'.repeat(65) }, 'toolkitSlug'],
  [{ userId: '' }, 'userId'],
  [{ durationMs: -1 }, 'durationMs'],
  [{ errorCode: 'an error' }, 'errorCode'],
  [{ errorCode: 'x'.repeat(65) }, 'errorCode'],
  [{ errorMessage: 'x'.repeat(10_001) }, 'errorMessage'],
  [{ errorMessage: 'a\u0000' }, 'errorMessage'],
  [{ errorMessage: '\udc00' }, 'errorMessage'],
  [{ calledAt: '1969-12-31T23:59:59.999Z' }, 'calledAt'],
  [{ calledAt: '2026-06-01T12:05:00.001Z' }, 'calledAt'],
  [{ arguments: sized(64 * KIB + 1) }, 'arguments'],
  [{ response: { x: 'ü'.repeat(32 * KIB) } }, 'response'],
  [{ arguments: deep(65) }, 'arguments'],
];

describe('recordToolCalls rejects', () => {
  test.each(badCalls.map(([call, field], index) => ({ index, call, field })))(
    'an invalid $field of one call ($index), and the whole batch with it',
    async ({ call, field }) => {
      const { organization, project } = await makeWorld(server);
      const before = await rowsOf(server, organization.id);
      const extensions = await refusal(project, [someCall(), someCall(call)]);
      const expected = { code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field: `calls.1.${field}` };
      expect(extensions).toMatchObject(expected);
      expect(await rowsOf(server, organization.id)).toEqual(before);
    },
  );

  test('nothing within the limits', async () => {
    const { project } = await makeWorld(server);
    for (const call of [
      { idempotencyKey: '😀'.repeat(128) },
      { errorMessage: 'x'.repeat(10_000), status: 'ERROR' as const },
      { arguments: sized(64 * KIB) },
      { response: deep(64) },
    ])
      expect(await makeToolCallLog(server, project, call)).toMatchObject(call);
  });

  test('an empty batch and one of more than 500 calls', async () => {
    const { project } = await makeWorld(server);
    expect(await refusal(project, [])).toMatchObject({ reason: 'INVALID_VALUE', field: 'calls' });
    const short = { toolSlug: 't', toolkitSlug: 'k', status: 'SUCCESS', durationMs: 0 } as const;
    const many = times(501).map((index) => ({ ...short, idempotencyKey: `${index}` }));
    expect(await refusal(project, many)).toMatchObject({ reason: 'INVALID_VALUE', field: 'calls' });
  });

  test('a batch beyond the size of a request', async () => {
    const { project } = await makeWorld(server);
    const call = someCall({ arguments: sized(60 * KIB), response: sized(60 * KIB) });
    const variables = { input: { calls: [call] } };
    const { status, errors } = await send(server, RecordToolCalls, variables, project.credentials);
    expect(status).toBe(413);
    expect(errors).toMatchObject([{ extensions: { reason: 'REQUEST_TOO_LARGE' } }]);
  });

  test('data that is not an object', async () => {
    const { project } = await makeWorld(server);
    for (const value of ['secret-text', 7, ['secret-text']]) {
      const call = { ...someCall(), arguments: value as never };
      const { code, reason } = await refusal(project, [call]);
      expect({ code, reason }).toEqual({ code: 'BAD_USER_INPUT', reason: 'INVALID_VARIABLES' });
    }
  });

  test('a user who does not own the account, with the position of the call, while is2FAEnabled is on', async () => {
    const { organization, project } = await makeWorld(server);
    const { id: connectedAccountId, userId } = await makeConnectedAccount(server, project);
    const calls = [
      someCall({ connectedAccountId, userId }),
      someCall({ connectedAccountId }),
      someCall({ userId: 'somebody-else' }),
      someCall({ connectedAccountId, userId: 'somebody-else' }),
    ];
    const before = await rowsWithoutDenials(server, organization.id);
    const extensions = await refusal(project, calls);
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'USER_MISMATCH', field: 'calls.3.userId' });
    expect(await rowsWithoutDenials(server, organization.id)).toEqual(before);
    await run(server, UpdateProjectConfig, { input: { is2FAEnabled: false } }, project.credentials);
    expect((await recordCalls(server, project, calls)).recordedCount).toBe(4);
  });
});

describe('recordToolCalls isolates tenants', () => {
  test.each([
    ['sessionId', 'SESSION_NOT_FOUND'],
    ['connectedAccountId', 'CONNECTED_ACCOUNT_NOT_FOUND'],
  ] as const)(
    'a foreign %s and an unknown one reject the whole batch with the same error',
    async (field, reason) => {
      const { organization, project } = await makeWorld(server);
      const sibling = await makeProject(server, organization);
      const { project: foreign } = await makeWorld(server);
      const make = async (owner: ProjectWorld) =>
        field === 'sessionId'
          ? (await makeSession(server, owner)).id
          : (await makeConnectedAccount(server, owner)).id;
      const own = await make(project);
      const absent = `${own.split('_')[0]}_0000000000000000`;
      const others = [await make(sibling), await make(foreign), absent, 'nonsense', 'a\u0000', ''];
      const before = await rowsWithoutDenials(server, organization.id);
      const answers = [];
      for (const id of others) {
        const calls = [someCall({ [field]: own }), someCall(), someCall({ [field]: id }), someCall()];
        answers.push({ ...(await refusal(project, calls)), requestId: null });
      }
      expect(answers[0]).toMatchObject({ code: 'NOT_FOUND', reason, field: `calls.2.${field}` });
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(await rowsWithoutDenials(server, organization.id)).toEqual(before);
    },
  );

  test('the same idempotencyKey in two projects stores two calls', async () => {
    const { organization, project } = await makeWorld(server);
    const sibling = await makeProject(server, organization);
    const call = someCall();
    for (const { credentials } of [project, sibling])
      expect(await recordCalls(server, { credentials }, [call])).toMatchObject({ recordedCount: 1 });
    expect((await logsOf(sibling)).totalCount).toBe(1);
  });
});
