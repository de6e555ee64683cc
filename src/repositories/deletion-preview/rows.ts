import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Argument } from '../../postgres/query/statement.ts';
import type { TableInProject } from '../../postgres/tenancy.ts';
import { hasAuthConfig } from '../connected-account.ts';
import { hasAccount } from '../trigger.ts';
import {
  type CountedTable,
  type DeletionArguments,
  defineDeletedRows,
  type RowQuery,
  type RowSet,
  SUBJECT,
} from './statement.ts';
import { type CountedColumns, countedTables } from './tables.ts';

// Rows that wait for a purge of their own are not counted: reads do not return them either, and they disappear without a
// change by a client.

type Condition = (argument: Argument<DeletionArguments>) => RawBuilder<SqlBool>;
type Owned = TableInProject & keyof typeof countedTables;

const columnIs =
  (table: string, column: string, name: 'subjectId' | 'projectId'): Condition =>
  (argument) =>
    sql`${sql.ref(`${table}.${column}`)} = ${argument(name, 'text')}`;

const everyOne =
  (...conditions: readonly Condition[]): Condition =>
  (argument) =>
    sql`${sql.join(
      conditions.map((condition) => condition(argument)),
      sql` and `,
    )}`;

/** Rows of one table. */
function rowsOf<Type extends string>(
  type: Type,
  table: CountedTable,
  condition: Condition,
  counted: CountedColumns,
): RowSet<Type> {
  const select = ({ argument, columns, isOwned, end }: RowQuery) =>
    sql`select ${columns} from ${sql.table(table)} where ${isOwned(table)} and ${condition(argument)} ${end}`;
  return { type, counted, select };
}

/** Rows of several tables that count as one type. */
function rowsOfAll<Type extends string>(
  type: Type,
  tables: readonly TableInProject[],
  conditionOf: (table: TableInProject) => Condition,
  counted: CountedColumns,
): RowSet<Type> {
  const sets = tables.map((table) => rowsOf(type, table, conditionOf(table), counted));
  const select = (query: RowQuery) =>
    sql`select * from (${sql.join(
      sets.map((set) => sql`(${set.select(query)})`),
      sql` union all `,
    )}) as united ${query.end}`;
  return { type, counted, select };
}

const owned = <Type extends string>(type: Type, table: Owned, condition: Condition) =>
  rowsOf(type, table, condition, countedTables[table]);

const inProject = <Type extends string>(type: Type, table: Owned, condition?: Condition) => {
  const isInProject = columnIs(table, 'project_id', 'projectId');
  return owned(type, table, condition ? everyOne(isInProject, condition) : isInProject);
};

const isReachableAccount: Condition = (argument) => hasAuthConfig(argument('organizationId'));
const isReachableTrigger: Condition = (argument) => hasAccount(argument('organizationId'));

const isLimited: Condition = () => sql`coalesce(per_minute, guaranteed_per_minute) is not null`;
const limits = (condition: Condition) =>
  rowsOf('RATE_LIMIT', 'rate_limit', everyOne(isLimited, condition), countedTables.rate_limit);

/** The tables whose rows move when a project is archived. */
const live = {
  project: 'project',
  keys: 'api_key',
  subscriptions: 'webhook_subscription',
  quota: 'project_quota',
} as const;

const archived = {
  project: 'archived_project',
  keys: 'archived_key',
  subscriptions: 'archived_webhook_subscription',
  quota: 'archived_project_quota',
} as const;

type ProjectTables = typeof live | typeof archived;

const moved = <Type extends string>(type: Type, table: TableInProject, counted: CountedColumns) =>
  rowsOf(type, table, columnIs(table, 'project_id', 'projectId'), counted);

/** Limits of a project and of its keys. */
const isLimitOf =
  ({ keys }: ProjectTables): Condition =>
  (argument) =>
    sql`(rate_limit.subject_id = ${argument('subjectId', 'text')}
  or rate_limit.subject_id in (select ${sql.ref(`${keys}.id`)} from ${sql.table(keys)}
    where ${sql.ref(`${keys}.organization_id`)} = ${argument('organizationId')}
      and ${columnIs(keys, 'project_id', 'subjectId')(argument)}))`;

/** Deliveries of the subscriptions of a project, each in the order of its index. */
const deliveriesOf = ({ subscriptions }: ProjectTables): RowSet<'WEBHOOK_DELIVERY'> => ({
  type: 'WEBHOOK_DELIVERY',
  counted: countedTables.webhook_delivery,
  select: ({ argument, columns, isOwned, end }) => sql`select delivery.* from ${sql.table(subscriptions)}
    cross join lateral (select ${columns} from webhook_delivery
      where webhook_delivery.organization_id = ${argument('organizationId')}
        and webhook_delivery.subscription_id = ${sql.ref(`${subscriptions}.id`)} ${end}) as delivery
    where ${isOwned(subscriptions)} and ${columnIs(subscriptions, 'project_id', 'projectId')(argument)} ${end}`,
});

const hasQuota: Condition = () => sql`coalesce(tool_calls_per_month, sessions_per_month) is not null`;

const usageTables = [
  'usage_pending',
  'usage_minute',
  'usage_hour',
  'usage_day',
  'usage_week',
  'usage_month',
] as const;

const rowsInProject = (tables: ProjectTables) => [
  moved('API_KEY', tables.keys, countedTables.api_key),
  inProject('AUTH_CONFIG', 'auth_config'),
  inProject('CONNECTED_ACCOUNT', 'connected_account', isReachableAccount),
  inProject('TRIGGER', 'trigger', isReachableTrigger),
  inProject('SESSION', 'session'),
  inProject('TOOL_CALL', 'tool_call_log'),
  inProject('MCP_SERVER', 'mcp_server'),
  moved('WEBHOOK_SUBSCRIPTION', tables.subscriptions, countedTables.webhook_subscription),
  deliveriesOf(tables),
  rowsOfAll('USAGE', usageTables, (table) => columnIs(table, 'project_id', 'projectId'), countedTables.usage),
  rowsOf(
    'QUOTA',
    tables.quota,
    everyOne(columnIs(tables.quota, 'project_id', 'projectId'), hasQuota),
    countedTables.project_quota,
  ),
  limits(isLimitOf(tables)),
];

export const deletedWithProject = defineDeletedRows(
  'project',
  rowsOf(SUBJECT, 'project', columnIs('project', 'id', 'subjectId'), countedTables.project),
  rowsInProject(live),
);

/** An archived project that can be restored. */
const isRestorable: Condition = (argument) => sql`(archived_project.id = ${argument('subjectId', 'text')}
  and archived_project.purge_started_at is null)`;

export const deletedWithArchivedProject = defineDeletedRows(
  'archived_project',
  rowsOf(SUBJECT, 'archived_project', isRestorable, countedTables.project),
  rowsInProject(archived),
);

const isSubjectInProject = (table: Owned) => inProject(SUBJECT, table, columnIs(table, 'id', 'subjectId'));

/** Triggers of the accounts of an auth config. */
const isTriggerOfAuthConfig: Condition = (argument) => sql`trigger.connected_account_id in (
  select connected_account.id from connected_account
  where connected_account.organization_id = ${argument('organizationId')}
    and connected_account.project_id = ${argument('projectId', 'text')}
    and connected_account.auth_config_id = ${argument('subjectId', 'text')} and ${isReachableAccount(argument)})`;

export const deletedWithAuthConfig = defineDeletedRows('auth_config', isSubjectInProject('auth_config'), [
  inProject(
    'CONNECTED_ACCOUNT',
    'connected_account',
    everyOne(columnIs('connected_account', 'auth_config_id', 'subjectId'), isReachableAccount),
  ),
  inProject('TRIGGER', 'trigger', isTriggerOfAuthConfig),
]);

export const deletedWithConnectedAccount = defineDeletedRows(
  'connected_account',
  isSubjectInProject('connected_account'),
  [
    inProject(
      'TRIGGER',
      'trigger',
      everyOne(columnIs('trigger', 'connected_account_id', 'subjectId'), isReachableTrigger),
    ),
  ],
);

/** The current secret of a key, and the former ones that are still accepted. */
const isSecretOfKey = (table: TableInProject): Condition =>
  table === 'api_key'
    ? columnIs('api_key', 'id', 'subjectId')
    : (argument) => sql`rotated_secret.key_id = ${argument('subjectId', 'text')}
        and rotated_secret.expires_at > ${argument('now', 'timestamptz')}`;

export const deletedWithApiKey = defineDeletedRows(
  'api_key',
  owned(SUBJECT, 'api_key', columnIs('api_key', 'id', 'subjectId')),
  [
    rowsOfAll('API_KEY_SECRET', ['api_key', 'rotated_secret'], isSecretOfKey, countedTables.secret),
    limits(columnIs('rate_limit', 'subject_id', 'subjectId')),
  ],
);

export const deletedWithSubscription = defineDeletedRows(
  'webhook_subscription',
  owned(SUBJECT, 'webhook_subscription', columnIs('webhook_subscription', 'id', 'subjectId')),
  [
    owned(
      'WEBHOOK_DELIVERY',
      'webhook_delivery',
      columnIs('webhook_delivery', 'subscription_id', 'subjectId'),
    ),
  ],
);

/** The types of rows that deletions remove. */
export type RemovedType =
  | (typeof deletedWithProject)['types'][number]
  | (typeof deletedWithAuthConfig)['types'][number]
  | (typeof deletedWithApiKey)['types'][number];
