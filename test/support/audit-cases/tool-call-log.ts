import { makeToolCallLog, someCall } from '../fixtures/tool-call-log.ts';
import { RecordToolCalls } from '../operations/tool-call-log.ts';
import { type AuditCase, auditCase, inProject } from './audit-case.ts';

/** The mutations of the log of tool calls, as somebody may do them. */
export const toolCallLogAuditCases: Readonly<Record<string, AuditCase>> = {
  recordToolCalls: auditCase(
    'project',
    RecordToolCalls,
    async ({ project }, server) => {
      const { idempotencyKey } = await makeToolCallLog(server, project);
      const data = { arguments: { said: 'not-recorded' }, response: { heard: 'not-recorded' } };
      return { input: { calls: [someCall(data), someCall({ idempotencyKey }), someCall()] } };
    },
    (_data, world) =>
      inProject('TOOL_CALLS_RECORDED', world, world.project.id, { callCount: 3, recordedCount: 2 }),
  ),
};
