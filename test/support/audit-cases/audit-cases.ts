import { apiKeyAuditCases } from './api-key.ts';
import type { AuditCase } from './audit-case.ts';
import { authConfigAuditCases } from './auth-config.ts';
import { connectedAccountAuditCases } from './connected-account.ts';
import { foundationAuditCases } from './foundation.ts';
import { mcpServerAuditCases } from './mcp-server.ts';
import { organizationAuditCases } from './organization.ts';
import { projectArchiveAuditCases } from './project-archive.ts';
import { projectQuotaAuditCases } from './project-quota.ts';
import { rateLimitAuditCases } from './rate-limit.ts';
import { sessionAuditCases } from './session.ts';
import { toolCallLogAuditCases } from './tool-call-log.ts';
import { triggerAuditCases } from './trigger.ts';
import { webhookAuditCases } from './webhook.ts';

/** Every mutation with an actor that may perform it. */
export const auditCases: Readonly<Record<string, AuditCase>> = {
  ...foundationAuditCases,
  ...organizationAuditCases,
  ...projectArchiveAuditCases,
  ...rateLimitAuditCases,
  ...apiKeyAuditCases,
  ...authConfigAuditCases,
  ...connectedAccountAuditCases,
  ...triggerAuditCases,
  ...projectQuotaAuditCases,
  ...sessionAuditCases,
  ...toolCallLogAuditCases,
  ...webhookAuditCases,
  ...mcpServerAuditCases,
};
