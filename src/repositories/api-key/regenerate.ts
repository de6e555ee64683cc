import { sql } from 'kysely';
import type { DB } from '../../postgres/generated/database.ts';
import { batchStatement, ordinal } from '../../postgres/query/batch-statement.ts';
import { argumentsIn, fragmentBuilder } from '../../postgres/query/statement.ts';
import { type AuditArguments, auditArgumentsOfCaller, insertAuditEntryFrom } from '../audit-log/write.ts';
import { projectColumns } from '../project/project.ts';
import { type EventArguments, enqueuesDeliveries } from '../webhook/event.ts';
import { type CallerArguments, callerName, selectCaller } from './caller.ts';
import { exclusiveKeyLock } from './key-lock.ts';
import { insertSecretRouteFrom } from './route.ts';
import { insertKeyFrom, type NewKeyArguments, unrestrictedArguments } from './write.ts';

/** The unique index on the names of a project's keys: of several concurrent regenerations only one succeeds. */
export const KEY_NAME_INDEX = 'api_key_organization_id_project_id_name_key';

export type ReplaceKeysArguments = NewKeyArguments & {
  readonly sender: CallerArguments;
  readonly projectId: string;
  readonly audit: AuditArguments;
  readonly event: EventArguments;
};

/** Columns of a key that are kept after its revocation. */
const storedColumns = [
  'organization_id',
  'project_id',
  'id',
  'name',
  'prefix',
  'last4',
  'hash',
  'created_at',
] as const;

/** Fragment of a data-modifying statement that archives the rows of its CTE `deleted` as revoked keys. */
function archiveRevokedKeys() {
  const columns = [...storedColumns, 'revoked_at'] as const;
  return fragmentBuilder<{ deleted: Pick<DB['revoked_key'], (typeof columns)[number]> }>()
    .insertInto('revoked_key')
    .columns(columns)
    .expression((eb) => eb.selectFrom('deleted').select(columns));
}

/** Revokes every live key of a project, issues one, and records it. No row: no such project in the organization, or the
 *  caller's key is no longer live. Violates KEY_NAME_INDEX, changing nothing, when a concurrent regeneration was
 *  faster. */
export const replaceKeys = batchStatement<ReplaceKeysArguments>([
  ...auditArgumentsOfCaller,
  ...unrestrictedArguments,
  'event.eventType',
])('regenerate_key', (db, argument) => {
  const sender = argumentsIn(argument, 'sender');
  const projectId = argument('projectId', 'text');
  const now = argumentsIn(argument, 'apiKey')('createdAt', 'timestamptz');
  const ofSubject = {
    organization_id: sql.ref<string>('subject.organization_id'),
    project_id: sql.ref<string>('subject.id'),
  };
  return (
    db
      .with('sender', () => selectCaller(sender))
      .with('subject', (query) =>
        query
          .selectFrom('sender')
          // Looked up for each caller: a plan for many would read all projects of the organization.
          .innerJoinLateral(
            (eb) =>
              eb
                .selectFrom('project')
                .selectAll('project')
                .where('project.organization_id', '=', sender('organizationId'))
                .where('project.id', '=', projectId)
                .where(exclusiveKeyLock(projectId))
                // Locked before the keys, in the same order as the deletion of a project, which prevents a deadlock.
                .forKeyShare()
                .as('project'),
            (join) => join.onTrue(),
          )
          .selectAll(),
      )
      .with('deleted', (query) =>
        query
          .deleteFrom('api_key')
          .using('subject')
          .where('api_key.organization_id', '=', sender('organizationId'))
          .whereRef('api_key.project_id', '=', 'subject.id')
          .returning(storedColumns.map((column) => `api_key.${column}` as const))
          .returning(now.as('revoked_at')),
      )
      .with('revoked', () => archiveRevokedKeys())
      // Counting the deleted keys makes PostgreSQL revoke before it issues.
      .with('issued', () =>
        insertKeyFrom(sql`subject where (select count(*) from deleted) >= 0`, argument, ofSubject),
      )
      .with('routed', () =>
        insertSecretRouteFrom(sql.table('subject'), argument('keyHash', 'bytea'), ofSubject.organization_id),
      )
      .with('recorded', () =>
        insertAuditEntryFrom(sql.table('subject'), argumentsIn(argument, 'audit'), {
          ...ofSubject,
          target_id: ofSubject.project_id,
          actor_key_name: callerName,
          created_at: now,
        }),
      )
      .selectFrom('subject as project')
      .select([ordinal, ...projectColumns])
      .where(
        enqueuesDeliveries(
          { organizationId: sender('organizationId', 'text'), projectId: sql.ref('project.id') },
          argumentsIn(argument, 'event'),
        ),
      )
  );
});
