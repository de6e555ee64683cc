import { apiKeyRefusals } from './api-key.ts';
import { authConfigRefusals } from './auth-config.ts';
import { connectedAccountRefusals } from './connected-account.ts';
import { foundationRefusals } from './foundation.ts';
import { mcpServerRefusals } from './mcp-server.ts';
import { organizationRefusals } from './organization.ts';
import { projectArchiveRefusals } from './project-archive.ts';
import { projectQuotaRefusals } from './project-quota.ts';
import { rateLimitRefusals } from './rate-limit.ts';
import type { Refusal } from './refusal.ts';
import { sessionRefusals } from './session.ts';
import { toolCallLogRefusals } from './tool-call-log.ts';
import { triggerRefusals } from './trigger.ts';
import { webhookRefusals } from './webhook.ts';

/** Every field of Query and Mutation, and who may ask for it. */
export const refusals: Readonly<Record<string, Refusal>> = {
  ...foundationRefusals,
  ...organizationRefusals,
  ...projectArchiveRefusals,
  ...rateLimitRefusals,
  ...apiKeyRefusals,
  ...authConfigRefusals,
  ...connectedAccountRefusals,
  ...triggerRefusals,
  ...projectQuotaRefusals,
  ...sessionRefusals,
  ...toolCallLogRefusals,
  ...webhookRefusals,
  ...mcpServerRefusals,
};
