import { type Kysely, sql } from 'kysely';
import type { DatabaseTransaction } from '../../postgres/database.ts';
import type { DB } from '../../postgres/generated/database.ts';
import { batchStatement, ordinal } from '../../postgres/query/batch-statement.ts';
import { type InsertedValues, insertSelect } from '../../postgres/query/insert-select.ts';
import { type Argument, argumentsIn, inlineArguments } from '../../postgres/query/statement.ts';
import type { VisibleOrganization } from '../../postgres/tenancy.ts';
import { type CallerArguments, callerName, selectCaller } from '../api-key/caller.ts';
import { insertSecretRouteFrom } from '../api-key/route.ts';
import { insertKeyFrom, type NewKeyArguments, unrestrictedArguments } from '../api-key/write.ts';
import { type AuditArguments, auditArgumentsOfCaller, insertAuditEntryFrom } from '../audit-log/write.ts';
import { type EventArguments, enqueuesDeliveries } from '../webhook/event.ts';
import type { ProjectRow } from './project.ts';

/** A project to insert. */
export type NewProject = Omit<ProjectRow, 'requireMcpApiKey'> & {
  /** Null: on for organizations created at `mcpApiKeySince` or later. */
  readonly requireMcpApiKey: boolean | null;
  readonly mcpApiKeySince: Date;
};

/** The row of a new project. Nothing is left to defaults of the database, so that a `NewProject` is what later reads
 *  return, but for `requireMcpApiKey`. */
const projectValues = (
  argument: Argument<NewProject>,
  organizationId = argument('organizationId', 'text'),
): Required<InsertedValues<'project'>> => ({
  organization_id: organizationId,
  id: argument('id', 'text'),
  name: argument('name', 'text'),
  slug: argument('slug', 'text'),
  is_default: argument('isDefault', 'boolean'),
  created_at: argument('createdAt', 'timestamptz'),
  updated_at: argument('updatedAt', 'timestamptz'),
  display_name: argument('displayName', 'text'),
  logo_url: argument('logoUrl', 'text'),
  is_2fa_enabled: argument('is2FAEnabled', 'boolean'),
  mask_secret_keys_in_connected_account: argument('maskSecretKeysInConnectedAccount', 'boolean'),
  log_visibility_setting: argument('logVisibilitySetting', 'log_visibility'),
  require_mcp_api_key: sql<boolean>`coalesce(${argument('requireMcpApiKey', 'boolean')}, (
    select created_at >= ${argument('mcpApiKeySince', 'timestamptz')} from organization
    where id = ${organizationId}))`,
  config_updated_at: argument('configUpdatedAt', 'timestamptz'),
  has_quota: argument('hasQuota', 'boolean'),
  environment: argument('environment', 'project_environment'),
});

/** What the database computed of a new project. */
export type ProjectDefaults = Pick<ProjectRow, 'requireMcpApiKey'>;

export async function insertProject(tx: DatabaseTransaction, project: NewProject): Promise<ProjectDefaults> {
  return tx
    .insertInto('project')
    .values(projectValues(inlineArguments(project)))
    .returning('require_mcp_api_key as requireMcpApiKey')
    .executeTakeFirstOrThrow();
}

/** Inserts projects of one organization, and returns what the database computed, by id. Those whose name or slug is taken are
 *  not inserted. */
export async function insertFreeProjects(
  tx: DatabaseTransaction,
  projects: readonly NewProject[],
): Promise<ReadonlyMap<string, ProjectDefaults>> {
  // In one order: two transactions with the same names do not deadlock.
  const ordered = projects.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const rows = await tx
    .insertInto('project')
    .values(ordered.map((project) => projectValues(inlineArguments(project))))
    .onConflict((conflict) => conflict.doNothing())
    .returning(['id', 'require_mcp_api_key as requireMcpApiKey'])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** The names and slugs among the given ones that projects of an organization have. */
export async function selectTakenNames(
  tx: DatabaseTransaction,
  { organizationId }: VisibleOrganization,
  { names, slugs }: { readonly names: readonly string[]; readonly slugs: readonly string[] },
): Promise<{ readonly names: ReadonlySet<string>; readonly slugs: ReadonlySet<string> }> {
  const rows = await tx
    .selectFrom('project')
    .select(['name', 'slug'])
    .where('organization_id', '=', organizationId)
    .where(sql<boolean>`(name = any(${names}::text[]) or slug = any(${slugs}::text[]))`)
    .execute();
  return { names: new Set(rows.map(({ name }) => name)), slugs: new Set(rows.map(({ slug }) => slug)) };
}

export type CreateProjectArguments = {
  readonly sender: CallerArguments;
  readonly project: NewProject;
  readonly audit: AuditArguments;
  readonly event: EventArguments;
};

function createAndRecord(db: Kysely<DB>, argument: Argument<CreateProjectArguments>) {
  const project = argumentsIn(argument, 'project');
  const createdAt = project('createdAt', 'timestamptz');
  const values = {
    ...projectValues(project, argumentsIn(argument, 'sender')('organizationId', 'text')),
    updated_at: createdAt,
    config_updated_at: createdAt,
  };
  return db
    .with('sender', () => selectCaller(argumentsIn(argument, 'sender')))
    .with('created', () =>
      insertSelect('project', values, sql.table('sender')).returning([
        'project.organization_id',
        'project.id',
        'project.require_mcp_api_key as requireMcpApiKey',
      ]),
    )
    .with('subject', (query) =>
      query.selectFrom(['created', 'sender']).selectAll().where('created.id', '=', project('id', 'text')),
    )
    .with('recorded', () =>
      insertAuditEntryFrom(sql.table('subject'), argumentsIn(argument, 'audit'), {
        ...ownerColumns,
        target_id: sql.ref('subject.id'),
        actor_key_name: callerName,
        created_at: createdAt,
      }),
    );
}

const ownerColumns = {
  organization_id: sql.ref<string>('subject.organization_id'),
  project_id: sql.ref<string>('subject.id'),
};

/** A new project has no subscriptions yet: only those of the organization receive its event. */
const isEmitted = (argument: Argument<CreateProjectArguments>) =>
  enqueuesDeliveries(
    { organizationId: argumentsIn(argument, 'sender')('organizationId', 'text'), projectId: null },
    argumentsIn(argument, 'event'),
  );

const sharedArguments = [
  ...auditArgumentsOfCaller,
  'event.eventType',
  'project.isDefault',
  'project.hasQuota',
  'project.mcpApiKeySince',
] as const;

/** Inserts a project and records its creation. No row: the caller's key is no longer live. */
export const insertProjectOnly = batchStatement<CreateProjectArguments>(sharedArguments)(
  'create_project',
  (db, argument) =>
    createAndRecord(db, argument)
      .selectFrom('subject')
      .select([ordinal, 'subject.requireMcpApiKey'])
      .where(isEmitted(argument)),
);

/** Inserts a project and its first key, and records both. No row: the caller's key is no longer live. */
export const insertProjectWithKey = batchStatement<CreateProjectArguments & NewKeyArguments>([
  ...sharedArguments,
  ...unrestrictedArguments,
])('create_project_with_key', (db, argument) =>
  createAndRecord(db, argument)
    .with('issued', () =>
      insertKeyFrom(sql.table('subject'), argument, {
        ...ownerColumns,
        created_at: argumentsIn(argument, 'project')('createdAt', 'timestamptz'),
      }),
    )
    .with('routed', () =>
      insertSecretRouteFrom(sql.table('subject'), argument('keyHash', 'bytea'), ownerColumns.organization_id),
    )
    .selectFrom('subject')
    .select([ordinal, 'subject.requireMcpApiKey'])
    .where(isEmitted(argument)),
);
