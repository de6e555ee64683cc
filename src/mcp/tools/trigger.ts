import { z } from 'zod';
import { strictInput } from '../../domain/core/validation.ts';
import { resolveProject } from '../../domain/project/find.ts';
import { listTriggers } from '../../domain/trigger/find.ts';
import { setTriggerEnabled } from '../../domain/trigger/set-enabled.ts';
import { nextCursor, nextCursorOf, pageInput } from './page.ts';
import { defineTool, instant } from './tool.ts';

/** Omits the config, which can be large and may contain secrets. */
const trigger = z.object({
  id: z.string(),
  slug: z.string().describe('The kind of event, such as github_commit.'),
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
    slugs: z.array(z.string()).optional().describe('Filters by kind of event.'),
    connectedAccountIds: z.array(z.string()).optional().describe('Filters by connected account id.'),
    userIds: z.array(z.string()).optional().describe('Filters by user id.'),
    enabled: z
      .boolean()
      .optional()
      .describe('Filters by state: true for active triggers, false for inactive ones.'),
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
