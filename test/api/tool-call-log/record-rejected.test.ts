import { describe, expect, test } from 'vitest';
import type { ToolCallInput } from '../../generated/graphql.ts';
import { refusalOf, run, send } from '../../support/client.ts';
import { rowsOf, rowsWithoutDenials } from '../../support/database/tables.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { makeSession } from '../../support/fixtures/session.ts';
import { makeToolCallLog, recordCalls, someCall } from '../../support/fixtures/tool-call-log.ts';
import { makeProject, makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { UpdateProjectConfig } from '../../support/operations/project.ts';
import { ListToolCallLogs, RecordToolCalls } from '../../support/operations/tool-call-log.ts';
import { useServer } from '../../support/server.ts';

const NOW = '2026-06-01T12:00:00.000Z';
const server = useServer({ overrides: { clock: { now: () => new Date(NOW) } } });

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

const logsOf = async ({ credentials }: ProjectWorld) =>
  (await run(server, ListToolCallLogs, {}, credentials)).project.toolCallLogs;

const refusal = async ({ credentials }: ProjectWorld, calls: readonly ToolCallInput[]) =>
  (await refusalOf(server, RecordToolCalls, { input: { calls: [...calls] } }, credentials)).extensions;

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
