import { describe, expect, test } from 'vitest';
import type { ToolCallInput } from '../../generated/graphql.ts';
import { run } from '../../support/client.ts';
import { queriesOf } from '../../support/database/statements.ts';
import { columnsContaining } from '../../support/database/tables.ts';
import { untilWaiting, whenBlocked, whileLocked } from '../../support/database/transaction.ts';
import { makeToolCallLog, recordCalls, someCall } from '../../support/fixtures/tool-call-log.ts';
import { freshName, makeProject, makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { UpdateProjectConfig } from '../../support/operations/project.ts';
import { GetToolCallLog } from '../../support/operations/tool-call-log.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

const choose = ({ credentials }: ProjectWorld, logVisibilitySetting: 'SHOW_ALL' | 'DONT_STORE_DATA') =>
  run(server, UpdateProjectConfig, { input: { logVisibilitySetting } }, credentials);

const read = async ({ credentials }: ProjectWorld, id: string) =>
  (await run(server, GetToolCallLog, { id }, credentials)).project.toolCallLog;

/** A call that went wrong, whose data has `word` in it everywhere. */
const tellingCall = (word: string): Partial<ToolCallInput> => ({
  status: 'ERROR',
  errorCode: 'rate_limit',
  errorMessage: `It said ${word}.`,
  arguments: { said: word },
  response: { [word]: true },
});

const HIDDEN = { arguments: null, response: null, errorMessage: null };

describe('input and output of tool calls', () => {
  test('are not stored while the project does not store data; everything else is', async () => {
    const { organization, project: shown } = await makeWorld(server);
    const hidden = await makeProject(server, organization, {
      config: { logVisibilitySetting: 'DONT_STORE_DATA' },
    });
    const word = freshName('telling-word');
    const call = tellingCall(word);
    const log = await makeToolCallLog(server, hidden, call);
    expect(log).toMatchObject({ ...HIDDEN, status: 'ERROR', errorCode: 'rate_limit', durationMs: 120 });
    expect(await read(hidden, log.id)).toEqual(log);
    expect(await columnsContaining(server, word)).toEqual([]);
    expect(await makeToolCallLog(server, shown, call)).toMatchObject(call);
    expect((await columnsContaining(server, word)).toSorted()).toEqual([
      'tool_call_log.arguments',
      'tool_call_log.error_message',
      'tool_call_log.response',
    ]);
  });

  test('are sent to PostgreSQL only for a project that stores them', async () => {
    const { organization, project: shown } = await makeWorld(server);
    const hidden = await makeProject(server, organization, {
      config: { logVisibilitySetting: 'DONT_STORE_DATA' },
    });
    const word = freshName('telling-word');
    const call = () => someCall(tellingCall(word));
    const batchesOf = async (project: ProjectWorld) => {
      const queries = await queriesOf(() => recordCalls(server, project, [call()]));
      const batches = queries.filter(({ text }) => text.includes('json_to_recordset'));
      return batches.map(({ values }) => JSON.stringify(values).includes(word));
    };
    for (const _round of [1, 2]) expect(await batchesOf(hidden)).toEqual([false]);
    // The first time, the statement reports that the project stores data.
    expect(await batchesOf(shown)).toEqual([false, true]);
    for (const _round of [1, 2]) expect(await batchesOf(shown)).toEqual([true]);
    await choose(shown, 'DONT_STORE_DATA');
    expect(await batchesOf(shown)).toEqual([false]);
    await choose(shown, 'SHOW_ALL');
    expect(await batchesOf(shown)).toEqual([false, true]);
  });

  test('stay as they are when the setting changes', async () => {
    const { project } = await makeWorld(server);
    const call = tellingCall('early');
    const early = await makeToolCallLog(server, project, call);
    await choose(project, 'DONT_STORE_DATA');
    const late = someCall(tellingCall('late'));
    const [hidden] = (await recordCalls(server, project, [late])).toolCallLogs;
    await choose(project, 'SHOW_ALL');
    expect(await recordCalls(server, project, [late])).toEqual({
      recordedCount: 0,
      duplicateCount: 1,
      toolCallLogs: [hidden],
    });
    expect(hidden).toMatchObject(HIDDEN);
    expect(await read(project, early.id)).toMatchObject(call);
  });

  test('are not stored when the setting is turned off while the calls wait for it', async () => {
    const { project } = await makeWorld(server);
    const log = await whenBlocked(server, {
      by: `UPDATE project SET log_visibility_setting = 'DONT_STORE_DATA' WHERE id = '${project.id}'`,
      work: () => makeToolCallLog(server, project, tellingCall('in between')),
    });
    expect(log).toMatchObject(HIDDEN);
  });

  test('delay a change of the setting while calls are being stored', async () => {
    const { project } = await makeWorld(server);
    const { id, idempotencyKey } = await makeToolCallLog(server, project);
    const calls = [someCall({ idempotencyKey }), someCall(tellingCall('just before'))];
    // Whoever brings the same key waits to see whether it becomes free.
    await whileLocked(server, `DELETE FROM tool_call_log WHERE id = '${id}'`, async (letGo) => {
      const answers: string[] = [];
      const recorded = recordCalls(server, project, calls).finally(() => answers.push('recorded'));
      await untilWaiting(server, 1);
      const chosen = choose(project, 'DONT_STORE_DATA').finally(() => answers.push('chosen'));
      await untilWaiting(server, 2);
      expect(answers).toEqual([]);
      await letGo();
      expect((await recorded).toolCallLogs).toMatchObject([{ id }, tellingCall('just before')]);
      await chosen;
    });
    expect(await makeToolCallLog(server, project, tellingCall('after'))).toMatchObject(HIDDEN);
  });

  test('follow the setting of their own project only', async () => {
    const { organization, project } = await makeWorld(server);
    await choose(project, 'DONT_STORE_DATA');
    const sibling = await makeProject(server, organization);
    const call = tellingCall('beside');
    expect(await makeToolCallLog(server, sibling, call)).toMatchObject(call);
    expect(await makeToolCallLog(server, project, call)).toMatchObject(HIDDEN);
  });
});
