import type { ApiKey } from '../domain/api-key/issue.ts';
import type { AuthConfig } from '../domain/auth-config/fields.ts';
import type { ConnectedAccount } from '../domain/connected-account/fields.ts';
import type { McpServer } from '../domain/mcp-server/fields.ts';
import type { Organization } from '../domain/organization/organization.ts';
import type { Project } from '../domain/project/find.ts';
import type { Session } from '../domain/session/fields.ts';
import type { ToolCallLog } from '../domain/tool-call-log/fields.ts';
import type { Trigger } from '../domain/trigger/fields.ts';
import type { WebhookSubscription } from '../domain/webhook/fields.ts';
import type { WebhookDelivery } from '../domain/webhook/find.ts';
import { builder } from './builder.ts';

// Types that refer to each other. A type that only the files of its own noun refer to is declared there.

export const OrganizationRef = builder.objectRef<Organization>('Organization');
export const ProjectRef = builder.objectRef<Project>('Project');
export const ProjectConfigRef = builder.objectRef<Project>('ProjectConfig');
export const ApiKeyRef = builder.objectRef<ApiKey>('ApiKey');
export const AuthConfigRef = builder.objectRef<AuthConfig>('AuthConfig');
export const ConnectedAccountRef = builder.objectRef<ConnectedAccount>('ConnectedAccount');
export const TriggerRef = builder.objectRef<Trigger>('Trigger');
export const SessionRef = builder.objectRef<Session>('Session');
export const ToolCallLogRef = builder.objectRef<ToolCallLog>('ToolCallLog');
export const WebhookSubscriptionRef = builder.objectRef<WebhookSubscription>('WebhookSubscription');
export const WebhookDeliveryRef = builder.objectRef<WebhookDelivery>('WebhookDelivery');
export const McpServerRef = builder.objectRef<McpServer>('McpServer');
