import { z } from 'zod';
import { maskedAccountCredentials } from '../../domain/connected-account/credentials.ts';
import { type ConnectedAccount, connectedAccountStatuses } from '../../domain/connected-account/fields.ts';
import { listConnectedAccounts } from '../../domain/connected-account/find.ts';
import type { RequestContext } from '../../domain/core/request-context.ts';
import { strictInput } from '../../domain/core/validation.ts';
import { statusAt } from '../../domain/events/connected-account-status.ts';
import { resolveProject } from '../../domain/project/find.ts';
import { nextCursor, nextCursorOf, pageInput } from './page.ts';
import { defineTool, instant } from './tool.ts';

const status = z.enum(connectedAccountStatuses);

const connectedAccount = z.object({
  id: z.string(),
  authConfigId: z.string(),
  toolkitSlug: z.string(),
  userId: z.string(),
  alias: z.string().nullable(),
  status,
  statusReason: z.string().nullable(),
  credentials: z.record(z.string(), z.string()).describe('Credentials by name, always masked.'),
  expiresAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
});

export const listConnectedAccountsTool = defineTool({
  title: 'Connected accounts',
  input: strictInput({
    ...pageInput,
    toolkitSlugs: z.array(z.string()).optional().describe('Filters by toolkit slug.'),
    statuses: z.array(status).optional().describe('Filters by status.'),
    userIds: z.array(z.string()).optional().describe('Filters by user id.'),
    authConfigIds: z.array(z.string()).optional().describe('Filters by auth config id.'),
  }),
  output: z.object({ connectedAccounts: z.array(connectedAccount), nextCursor }),
  run: async (context, input) => {
    const page = await listConnectedAccounts(context, await resolveProject(context, {}), input);
    const connectedAccounts = await Promise.all(page.rows.map((account) => masked(context, account)));
    return { connectedAccounts, nextCursor: nextCursorOf(page) };
  },
});

/** Returns an account for display to a model: masked, regardless of the settings of the project. */
async function masked(context: RequestContext, account: ConnectedAccount) {
  return {
    ...account,
    status: statusAt(context.startedAt, account),
    credentials: await maskedAccountCredentials(context, account),
  };
}
