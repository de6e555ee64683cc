import { makeSession } from '../fixtures/session.ts';
import { someCall } from '../fixtures/tool-call-log.ts';
import * as operations from '../operations/tool-call-log.ts';
import { type Refusal, refusal } from './refusal.ts';

/** The root fields of the log of tool calls. */
export const toolCallLogRefusals: Readonly<Record<string, Refusal>> = {
  'Mutation.recordToolCalls': refusal(
    ['ORGANIZATION', 'PROJECT'],
    'not found',
    operations.RecordToolCalls,
    async ({ project }, server) => ({
      input: { calls: [someCall(), someCall({ sessionId: (await makeSession(server, project)).id })] },
    }),
  ),
};
