import { z } from 'zod';
import { strictInput } from '../../domain/core/validation.ts';
import { resolveProject } from '../../domain/project/find.ts';
import { listTriggers } from '../../domain/trigger/find.ts';
import { setTriggerEnabled } from '../../domain/trigger/set-enabled.ts';
import { nextCursor, nextCursorOf, pageInput } from './page.ts';
import { defineTool, instant } from './tool.ts';

/** Without the config, which can be large and may hold secrets. */
const trigger = z.object({
  id: z.string(),
  slug: z.string().describe('The kind of event.'),
  connectedAccountId: z.string(),
  userId: z.string(),
  enabled: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
});

export const listTriggersTool = defineTool({
  title: 'Triggers',
  input: strictInput({
    ...pageInput,
    slugs: z.array(z.string()).optional().describe('Only those for one of these kinds of events.'),
    connectedAccountIds: z.array(z.string()).optional().describe('Only those of one of these accounts.'),
    userIds: z.array(z.string()).optional().describe('Only those of one of these users.'),
    enabled: z.boolean().optional().describe('Only those that watch, or only those that do not.'),
  }),
  output: z.object({ triggers: z.array(trigger), nextCursor }),
  run: async (context, input) => {
    const page = await listTriggers(context, await resolveProject(context, {}), input);
    return { triggers: [...page.rows], nextCursor: nextCursorOf(page) };
  },
});

export const setTriggerEnabledTool = defineTool({
  title: 'Enable or disable a trigger',
  hints: { destructiveHint: true, idempotentHint: true },
  input: strictInput({ id: z.string(), enabled: z.boolean() }),
  output: trigger,
  run: setTriggerEnabled,
});
