import type { ToolCallInput, ToolCallLogPartsFragment } from '../generated/graphql.ts';
import { run } from './client.ts';
import { RecordToolCalls } from './operations/tool-call-log.ts';
import type { TestServer } from './server.ts';
import { freshName, type ProjectWorld } from './world.ts';

/** A call under a key that no other test has. */
export const someCall = (call: Partial<ToolCallInput> = {}): ToolCallInput => ({
  idempotencyKey: freshName('call'),
  toolSlug: 'github_create_issue',
  toolkitSlug: 'github',
  status: 'SUCCESS',
  durationMs: 120,
  ...call,
});

export async function recordCalls(
  server: TestServer,
  { credentials }: Pick<ProjectWorld, 'credentials'>,
  calls: readonly ToolCallInput[],
) {
  const variables = { input: { calls: [...calls] } };
  return (await run(server, RecordToolCalls, variables, credentials)).recordToolCalls;
}

/** A call in the log. */
export async function makeToolCallLog(
  server: TestServer,
  project: Pick<ProjectWorld, 'credentials'>,
  call: Partial<ToolCallInput> = {},
): Promise<ToolCallLogPartsFragment> {
  const [log] = (await recordCalls(server, project, [someCall(call)])).toolCallLogs;
  if (!log) throw new Error('A call was recorded and is not there.');
  return log;
}
