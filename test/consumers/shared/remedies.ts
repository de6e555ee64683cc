import type { Rejection } from './report.ts';

/** What an application does about an error. */
export type Remedy = 'change-input' | 'change-key' | 'change-state' | 'change-request' | 'retry';

/** The remedy of each reason. Consumers compile it against the `ErrorReason` that they generate. */
export const remedies = {
  ACCOUNT_EXPIRED: 'change-state',
  ACCOUNT_NOT_ACTIVE: 'change-state',
  ACCOUNT_REVOKED: 'change-state',
  ALIAS_TAKEN: 'change-input',
  API_KEY_NOT_FOUND: 'change-input',
  ARCHIVED_PROJECT_NOT_FOUND: 'change-input',
  ARCHIVE_FULL: 'change-state',
  AUTH_CONFIG_DISABLED: 'change-state',
  AUTH_CONFIG_NOT_FOUND: 'change-input',
  BATCH_REJECTED: 'change-input',
  CANNOT_DELETE_DEFAULT: 'change-state',
  CANNOT_DELETE_LAST_PROJECT: 'change-state',
  CANNOT_REVOKE_LAST_ORGANIZATION_KEY: 'change-state',
  CHANGED_MEANWHILE: 'change-state',
  CHANGED_SINCE_PREVIEW: 'change-input',
  CONFLICTING_CREDENTIALS: 'change-key',
  CONNECTED_ACCOUNT_NOT_FOUND: 'change-input',
  COST_TOO_HIGH: 'change-request',
  DATABASE_BUSY: 'retry',
  DATABASE_UNAVAILABLE: 'retry',
  DOCUMENT_NOT_TRUSTED: 'change-request',
  DOCUMENT_TOO_LARGE: 'change-request',
  DOCUMENT_UNKNOWN: 'change-request',
  IDEMPOTENCY_KEY_IN_USE: 'retry',
  IDEMPOTENCY_KEY_REUSED: 'change-request',
  IDEMPOTENCY_OUTCOME_UNKNOWN: 'change-request',
  IDEMPOTENCY_RESPONSE_NOT_STORED: 'change-request',
  INVALID_CURSOR: 'change-input',
  INVALID_DOCUMENT: 'change-request',
  INVALID_REQUEST: 'change-request',
  INVALID_VALUE: 'change-input',
  INVALID_VARIABLES: 'change-input',
  IN_USE: 'change-state',
  IP_NOT_ALLOWED: 'change-key',
  KEY_DISABLED: 'change-key',
  KEY_EXCEEDS_OWN_PERMISSIONS: 'change-key',
  KEY_EXPIRED: 'change-key',
  KEY_IN_WRONG_HEADER: 'change-key',
  KEY_LIMIT_REACHED: 'change-state',
  KEY_MALFORMED: 'change-key',
  KEY_MISSING: 'change-key',
  KEY_PROJECT_ARCHIVED: 'change-state',
  KEY_RESTRICTED_TO_PROJECTS: 'change-key',
  KEY_REVOKED: 'change-key',
  KEY_UNKNOWN: 'change-key',
  MCP_SERVER_NOT_FOUND: 'change-input',
  NOT_SERVED_HERE: 'change-input',
  NAME_TAKEN: 'change-input',
  ORGANIZATION_NOT_FOUND: 'change-input',
  ORGANIZATION_SUSPENDED: 'change-state',
  PROJECT_NOT_FOUND: 'change-input',
  PROJECT_RETAINED: 'change-state',
  RATE_LIMIT_EXCEEDED: 'retry',
  REQUEST_TOO_LARGE: 'change-request',
  RESPONSE_TOO_LARGE: 'change-request',
  RESULT_TOO_LARGE: 'change-request',
  PROJECT_REQUIRED: 'change-request',
  SCOPE_MISSING: 'change-key',
  SECRET_LIMIT_REACHED: 'change-state',
  SESSION_NOT_FOUND: 'change-input',
  SESSION_QUOTA_EXCEEDED: 'change-state',
  SLUG_RESERVED: 'change-input',
  SLUG_TAKEN: 'change-input',
  STATEMENT_TIMEOUT: 'retry',
  TOOL_CALL_QUOTA_EXCEEDED: 'change-state',
  TOOL_NOT_ALLOWED: 'change-state',
  TOO_MANY_AT_ONCE: 'retry',
  TOO_MANY_FAILED_AUTHENTICATIONS: 'retry',
  TRIGGER_NOT_FOUND: 'change-input',
  USER_MISMATCH: 'change-input',
  WEBHOOK_DELIVERY_NOT_FOUND: 'change-input',
  WEBHOOK_DISABLED: 'change-state',
  WEBHOOK_LIMIT_REACHED: 'change-state',
  WEBHOOK_NOT_FOUND: 'change-input',
  WRONG_KEY_KIND: 'change-key',
  WRONG_PROJECT: 'change-key',
} as const satisfies Readonly<Record<string, Remedy>>;

/** What the server adds to each error, in its `extensions`. */
export type ErrorDetails = { readonly reason: string; readonly field?: string };

/** The error as an application shows it. `remedyOf` has each reason that the consumer generated from the schema. */
export function describeError(extensions: unknown, remedyOf: Readonly<Record<string, Remedy>>): Rejection {
  const { reason, field = null } = extensions as ErrorDetails;
  return { reason, field, advice: adviceFor(remedyOf[reason]) };
}

/** A newer server may have reasons that the client was not compiled with: undefined. */
function adviceFor(remedy: Remedy | undefined): string {
  switch (remedy) {
    case 'change-input':
      return 'Correct the form.';
    case 'change-key':
      return 'Use another key.';
    case 'change-state':
      return 'Change the object first.';
    case 'change-request':
      return 'Report a fault of this application.';
    case 'retry':
      return 'Try again later.';
    case undefined:
      return 'Update this application.';
    default:
      return remedy satisfies never;
  }
}
