import { describe, expect, test } from 'vitest';
import type { ToolCallInput } from '../../generated/graphql.ts';
import { send } from '../../support/client.ts';
import { untilWaiting, whileLocked } from '../../support/database/transaction.ts';
import { someCall } from '../../support/fixtures/tool-call-log.ts';
import { makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { DeleteProject } from '../../support/operations/project.ts';
import { RecordToolCallsBriefly } from '../../support/operations/tool-call-log.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'each' });

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

async function record({ credentials }: ProjectWorld, calls: readonly ToolCallInput[]) {
  const variables = { input: { calls: [...calls] } };
  const { data, errors } = await send(server, RecordToolCallsBriefly, variables, credentials);
  const [error] = errors;
  if (error) return error.extensions.reason ?? error.extensions.code;
  return data?.recordToolCalls?.recordedCount;
}

const stored = (projectId: string) =>
  server.database.query(`SELECT idempotency_key FROM tool_call_log WHERE project_id = '${projectId}'`);

describe('concurrent recordToolCalls', () => {
  test('stores each call of a batch once that is sent eight times', async () => {
    const { organization, project } = await makeWorld(server);
    const calls = times(50).map(() => someCall());
    const counts = await Promise.all(times(8).map(() => record(project, calls)));
    const sum = counts.reduce<number>((total, count) => total + Number(count), 0);
    expect(sum).toBe(50);
    expect(await stored(project.id)).toHaveLength(50);
    const entries = await server.database.query<{ recorded: number }>(`
      SELECT (changes ->> 'recordedCount')::int AS recorded FROM audit_entry
      WHERE organization_id = '${organization.id}' AND action = 'TOOL_CALLS_RECORDED'`);
    expect(entries.reduce((total, { recorded }) => total + recorded, 0)).toBe(50);
    expect(entries.every(({ recorded }) => recorded > 0)).toBe(true);
  });

  test('does not deadlock for batches with common keys in any order', async () => {
    const { organization, project } = await makeWorld(server);
    const batchOf = (...keys: readonly string[]) =>
      keys.map((idempotencyKey) => someCall({ idempotencyKey }));
    const take = (key: string) => `
      INSERT INTO tool_call_log (id, organization_id, project_id, idempotency_key, tool_slug, toolkit_slug, status,
        duration_ms, called_at, created_at)
      VALUES ('${key}', '${organization.id}', '${project.id}', '${key}', 't', 'k', 'SUCCESS', 0, now(), now());`;
    // In the order of the batches each would store one key, meet one that is held, and then want that of the other.
    await whileLocked(server, take('held-1') + take('held-2'), async (letGo) => {
      const counts = Promise.all([
        record(project, batchOf('a', 'held-1', 'b')),
        record(project, batchOf('b', 'held-2', 'a')),
      ]);
      await untilWaiting(server, 2);
      await letGo();
      expect((await counts).toSorted()).toEqual([1, 3]);
    });
  });

  test('leaves no call beside a deletion of the project, which succeeds', async () => {
    const { organization, project } = await makeWorld(server);
    const input = { id: project.id, permanently: true };
    const [deletion, ...counts] = await Promise.all([
      send(server, DeleteProject, { input }, organization.credentials),
      ...times(8).map(() => record(project, [someCall(), someCall()])),
    ]);
    expect(deletion.errors).toEqual([]);
    for (const count of counts) expect([2, 'PROJECT_NOT_FOUND', 'KEY_UNKNOWN']).toContain(count);
    expect(await stored(project.id)).toEqual([]);
  });
});
