import { type Kysely, sql } from 'kysely';
import { insertKeyOfSubject, type KeyArguments } from './api-key.ts';
import { type AuditArguments, insertAuditEntryOfSubject } from './audit-log.ts';
import type { DB, LogVisibility } from './generated/database.ts';
import { projectColumns } from './project.ts';
import { type Argument, statement } from './statement.ts';
import { type EventArguments, tellsSubscriptions } from './webhook-event.ts';

export type CreateProjectArguments = AuditArguments &
  EventArguments & {
    readonly organizationId: string;
    readonly projectId: string;
    readonly name: string;
    readonly slug: string;
    readonly displayName: string | null;
    readonly logoUrl: string | null;
    readonly is2FAEnabled: boolean;
    readonly maskSecretKeysInConnectedAccount: boolean;
    readonly logVisibilitySetting: LogVisibility;
    /** Null: on for organizations created at `mcpApiKeySince` or later. */
    readonly requireMcpApiKey: boolean | null;
    readonly mcpApiKeySince: Date;
  };

function createSubject<Args extends CreateProjectArguments>(db: Kysely<DB>, argument: Argument<Args>) {
  return db
    .with('subject', (query) =>
      query
        .insertInto('project')
        .values({
          organization_id: argument('organizationId'),
          id: argument('projectId'),
          name: argument('name'),
          slug: argument('slug'),
          is_default: false,
          created_at: argument('now'),
          updated_at: argument('now'),
          display_name: argument('displayName'),
          logo_url: argument('logoUrl'),
          is_2fa_enabled: argument('is2FAEnabled'),
          mask_secret_keys_in_connected_account: argument('maskSecretKeysInConnectedAccount'),
          log_visibility_setting: argument('logVisibilitySetting'),
          require_mcp_api_key: sql<boolean>`coalesce(${argument('requireMcpApiKey', 'boolean')}, (
            select created_at >= ${argument('mcpApiKeySince', 'timestamptz')} from organization
            where id = ${argument('organizationId')}))`,
          config_updated_at: argument('now'),
        })
        .returning(projectColumns),
    )
    .with('recorded', (query) => insertAuditEntryOfSubject(query, argument));
}

/** A project that is just being made has no subscriptions yet: those of the organization hear of it. */
const isTold = <Args extends EventArguments>(argument: Argument<Args>) =>
  tellsSubscriptions({ organizationId: sql.ref('subject.organizationId'), projectId: null }, argument);

/** A project and the record of its creation. */
export const insertProjectOnly = statement<CreateProjectArguments>()('create_project', (db, argument) =>
  createSubject(db, argument).selectFrom('subject').selectAll().where(isTold(argument)),
);

/** A project, its first key, and the record of both. */
export const insertProjectWithKey = statement<CreateProjectArguments & KeyArguments>()(
  'create_project_with_key',
  (db, argument) =>
    createSubject(db, argument)
      .with('issued', (query) => insertKeyOfSubject(query, argument))
      .selectFrom('subject')
      .selectAll()
      .where(isTold(argument)),
);
