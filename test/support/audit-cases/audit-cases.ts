import { apiKeyDeeds } from './api-key.ts';
import type { Deed } from './audit-case.ts';
import { authConfigDeeds } from './auth-config.ts';
import { connectedAccountDeeds } from './connected-account.ts';
import { foundationDeeds } from './foundation.ts';
import { mcpServerDeeds } from './mcp-server.ts';
import { projectQuotaDeeds } from './project-quota.ts';
import { rateLimitDeeds } from './rate-limit.ts';
import { sessionDeeds } from './session.ts';
import { toolCallLogDeeds } from './tool-call-log.ts';
import { triggerDeeds } from './trigger.ts';
import { webhookDeeds } from './webhook.ts';

/** Every mutation, as somebody may do it. */
export const deeds: Readonly<Record<string, Deed>> = {
  ...foundationDeeds,
  ...rateLimitDeeds,
  ...apiKeyDeeds,
  ...authConfigDeeds,
  ...connectedAccountDeeds,
  ...triggerDeeds,
  ...projectQuotaDeeds,
  ...sessionDeeds,
  ...toolCallLogDeeds,
  ...webhookDeeds,
  ...mcpServerDeeds,
};
