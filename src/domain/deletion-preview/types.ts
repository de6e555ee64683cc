import type { RemovedType } from '../../repositories/deletion-preview/rows.ts';
import type { KeyScope } from '../core/permissions.ts';

type RemovedTypeDetails = {
  /** What a key needs to learn the count. Null: what shows the subject shows this too. */
  readonly scope: KeyScope | null;
  readonly description: string;
};

/** Every type of rows that deletions remove. The enum `RemovedType` of the schema is built from this table. */
export const removedTypes: Readonly<Record<RemovedType, RemovedTypeDetails>> = {
  API_KEY: { scope: 'config:read', description: 'API keys of a project, enabled or not.' },
  API_KEY_SECRET: {
    scope: null,
    description: 'Secrets of an API key: the current one, and previous ones that are still accepted.',
  },
  AUTH_CONFIG: { scope: 'auth_configs:read', description: 'Auth configs, with their credentials.' },
  CONNECTED_ACCOUNT: {
    scope: 'connected_accounts:read',
    description: 'Connected accounts in any status, with their credentials.',
  },
  TRIGGER: { scope: 'triggers:read', description: 'Triggers.' },
  SESSION: { scope: 'sessions:read', description: 'Sessions, open and closed.' },
  TOOL_CALL: { scope: 'tool_calls:read', description: 'Recorded tool calls, with their data.' },
  MCP_SERVER: { scope: 'mcp:read', description: 'MCP servers. AI clients get 404 at their addresses.' },
  WEBHOOK_SUBSCRIPTION: { scope: 'webhooks:read', description: 'Webhook subscriptions.' },
  WEBHOOK_DELIVERY: {
    scope: 'webhooks:read',
    description: 'Deliveries of webhook subscriptions. Pending ones are not sent.',
  },
  USAGE: {
    scope: 'usage:read',
    description: 'Usage counts: stored rows of minutes, hours, days, weeks and months. Without examples.',
  },
  QUOTA: { scope: 'usage:read', description: 'The quota of a project. Without examples.' },
  RATE_LIMIT: {
    scope: 'limits:read',
    description:
      'Rate limits and guaranteed shares of the object, and of the keys of a project. Without examples.',
  },
};

/** What a deletion keeps although it belongs to, or refers to, the deleted object. */
export const keptTypes = {
  ARCHIVED_OBJECTS:
    'Everything that is removed, in the archive for `restorableDays`. `restoreProject` returns it, with its keys, webhook subscriptions and triggers disabled.',
  AUDIT_ENTRIES: 'Audit entries of the object and of everything in it.',
  TOOL_CALLS: 'Recorded tool calls that name the object or were recorded with it.',
  SESSIONS: 'Sessions of the users, or those that were created with the key.',
  USAGE: 'Usage counts.',
  ISSUED_KEYS: 'Keys that were issued with the key: they stay valid.',
  ORGANIZATION_DELIVERIES: 'Deliveries of its events to webhook subscriptions of the organization itself.',
  UPSTREAM_TOKENS:
    'Tokens of the connected accounts at the service of their toolkit, where nothing is revoked.',
  BACKUPS: 'Everything in backups that were made before.',
} as const;

export type KeptType = keyof typeof keptTypes;

/** What no later operation brings back, other than the restoration of a backup. */
export const irreversibleEffects = {
  CREDENTIALS_ERASED:
    'Credentials of auth configs or connected accounts are erased. Users must connect again.',
  SECRETS_INVALIDATED:
    'Secrets that were returned once are rejected, and cannot be issued again: API keys and signing secrets of webhooks.',
  FORMER_SECRETS_EXPIRED: 'Previous secrets of rotated keys that are still accepted expire.',
  SESSIONS_CLOSED: 'Open sessions end.',
  HISTORY_ERASED: 'Recorded tool calls, deliveries and usage counts are erased.',
  DELIVERIES_NOT_SENT: 'Pending deliveries are not sent.',
  OBJECT_REMOVED: 'The object and its configuration are removed. A new object has another id.',
} as const;

export type IrreversibleEffect = keyof typeof irreversibleEffects;
