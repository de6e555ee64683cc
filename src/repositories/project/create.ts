import { type Kysely, sql } from 'kysely';
import type { DB, LogVisibility } from '../../postgres/generated/database.ts';
import { batchStatement, ordinal } from '../../postgres/query/batch-statement.ts';
import { type InsertedValues, insertSelect } from '../../postgres/query/insert-select.ts';
import { anyColumn, type ColumnFilter, noColumn } from '../../postgres/query/returning.ts';
import type { Argument } from '../../postgres/query/statement.ts';
import {
  type CallerArguments,
  callerCte,
  insertKeyOfSubject,
  insertRouteOfKey,
  type KeyArguments,
  selectCaller,
} from '../api-key/read.ts';
import { type AuditArguments, insertAuditEntryOfSubject } from '../audit-log/write.ts';
import type { WrittenText } from '../fast-path/compile-write-result.ts';
import { type EventArguments, enqueueDeliveriesCte } from '../webhook/event.ts';
import { projectColumns, projectColumnsRead } from './project.ts';

export type CreateProjectArguments = AuditArguments &
  EventArguments &
  CallerArguments & {
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

const projectValues = <Args extends CreateProjectArguments>(
  argument: Argument<Args>,
): InsertedValues<'project'> => ({
  organization_id: argument('organizationId', 'text'),
  id: argument('projectId', 'text'),
  name: argument('name', 'text'),
  slug: argument('slug', 'text'),
  is_default: sql.lit(false),
  created_at: argument('now', 'timestamptz'),
  updated_at: argument('now', 'timestamptz'),
  display_name: argument('displayName', 'text'),
  logo_url: argument('logoUrl', 'text'),
  is_2fa_enabled: argument('is2FAEnabled', 'boolean'),
  mask_secret_keys_in_connected_account: argument('maskSecretKeysInConnectedAccount', 'boolean'),
  log_visibility_setting: argument('logVisibilitySetting', 'log_visibility'),
  require_mcp_api_key: sql<boolean>`coalesce(${argument('requireMcpApiKey', 'boolean')}, (
    select created_at >= ${argument('mcpApiKeySince', 'timestamptz')} from organization
    where id = ${argument('organizationId')}))`,
  config_updated_at: argument('now', 'timestamptz'),
});

function insertProjectCte<Args extends CreateProjectArguments>(
  db: Kysely<DB>,
  argument: Argument<Args>,
  reads: ColumnFilter,
) {
  return db
    .with('sender', () => selectCaller(argument))
    .with('created', () =>
      insertSelect('project', projectValues(argument), sql.table('sender')).returning(
        projectColumnsRead(reads),
      ),
    )
    .with('subject', (query) =>
      query.selectFrom(['created', 'sender']).selectAll().where('created.id', '=', argument('projectId')),
    )
    .with('recorded', () => insertAuditEntryOfSubject(argument, { keyName: callerCte }));
}

/** A new project has no subscriptions yet: only those of the organization receive its event. */
const enqueuesDeliveries = <Args extends EventArguments>(
  subject: 'subject' | 'project',
  argument: Argument<Args>,
) =>
  enqueueDeliveriesCte({ organizationId: sql.ref(`${subject}.organization_id`), projectId: null }, argument);

/** Inserts a project and records its creation. No row: the caller's key is no longer live. */
export const insertProjectOnly = batchStatement<CreateProjectArguments>()('create_project', (db, argument) =>
  insertProjectCte(db, argument, anyColumn)
    .selectFrom('subject as project')
    .select([ordinal, ...projectColumns])
    .where(enqueuesDeliveries('project', argument)),
);

function createWithKey<Args extends CreateProjectArguments & KeyArguments>(
  db: Kysely<DB>,
  argument: Argument<Args>,
  { ofProject, ofKey }: { readonly ofProject: ColumnFilter; readonly ofKey: ColumnFilter },
) {
  return insertProjectCte(db, argument, ofProject)
    .with('routed', () => insertRouteOfKey(argument))
    .with('issued', () => insertKeyOfSubject(argument, ofKey));
}

/** Inserts a project and its first key, and records both. No row: the caller's key is no longer live. */
export const insertProjectWithKey = batchStatement<CreateProjectArguments & KeyArguments>()(
  'create_project_with_key',
  (db, argument) =>
    createWithKey(db, argument, { ofProject: anyColumn, ofKey: noColumn })
      .selectFrom('subject as project')
      .select([ordinal, ...projectColumns])
      .where(enqueuesDeliveries('project', argument)),
);

/** Same as `insertProjectWithKey`, but returns the given JSON text of the CTEs. */
export const insertProjectAnswering = (name: string, { json, reads }: WrittenText) =>
  batchStatement<CreateProjectArguments & KeyArguments & { readonly secret: string }>()(
    name,
    (db, argument) =>
      createWithKey(db, argument, { ofProject: reads, ofKey: reads })
        .selectFrom(['subject', 'issued'])
        .where('issued.id', '=', argument('keyId'))
        .where(enqueuesDeliveries('subject', argument))
        .select([ordinal, json(argument('secret', 'text')).as('json')]),
  );
