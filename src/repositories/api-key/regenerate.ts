import { type Kysely, sql } from 'kysely';
import type { DB } from '../../postgres/generated/database.ts';
import { batchStatement, ordinal } from '../../postgres/query/batch-statement.ts';
import { anyColumn, type ColumnFilter } from '../../postgres/query/returning.ts';
import type { Argument } from '../../postgres/query/statement.ts';
import { type AuditArguments, insertAuditEntryOfSubject } from '../audit-log/write.ts';
import type { WrittenText } from '../fast-path/compile-write-result.ts';
import { projectColumns, projectColumnsRead } from '../project/project.ts';
import { type EventArguments, enqueueDeliveriesCte } from '../webhook/event.ts';
import { exclusiveKeyLock } from './key-lock.ts';
import {
  archiveRevokedKeys,
  type CallerArguments,
  callerCte,
  insertKeyOfSubject,
  insertRouteOfKey,
  type KeyArguments,
  selectCaller,
  storedColumns,
} from './read.ts';

/** The unique index on the names of a project's keys: of several concurrent regenerations only one succeeds. */
export const KEY_NAME_INDEX = 'api_key_organization_id_project_id_name_key';

export type ReplaceKeysArguments = AuditArguments &
  EventArguments &
  KeyArguments &
  CallerArguments & { readonly projectId: string };

/** Counting the deleted keys makes PostgreSQL revoke before it issues. */
const keysDeleted = sql<boolean>`(select count(*) from deleted) >= 0`;

function replace<Args extends ReplaceKeysArguments>(
  db: Kysely<DB>,
  argument: Argument<Args>,
  reads: ColumnFilter,
) {
  return db
    .with('sender', () => selectCaller(argument))
    .with('subject', (query) =>
      query
        .selectFrom('sender')
        // Looked up for each caller: a plan for many would read all projects of the organization.
        .innerJoinLateral(
          (eb) =>
            eb
              .selectFrom('project')
              .select(projectColumnsRead(reads))
              .where('project.organization_id', '=', argument('organizationId'))
              .where('project.id', '=', argument('projectId', 'text'))
              .where(exclusiveKeyLock(argument('projectId', 'text')))
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
        .whereRef('api_key.organization_id', '=', 'subject.organization_id')
        .whereRef('api_key.project_id', '=', 'subject.id')
        .returning(storedColumns.map((column) => `api_key.${column}` as const))
        .returning(argument('now').as('revoked_at')),
    )
    .with('revoked', () => archiveRevokedKeys())
    .with('issued', () => insertKeyOfSubject(argument, reads, keysDeleted))
    .with('routed', () => insertRouteOfKey(argument))
    .with('recorded', () => insertAuditEntryOfSubject(argument, { keyName: callerCte }));
}

const enqueuesDeliveries = <Args extends EventArguments>(
  subject: 'subject' | 'project',
  argument: Argument<Args>,
) =>
  enqueueDeliveriesCte(
    { organizationId: sql.ref(`${subject}.organization_id`), projectId: sql.ref(`${subject}.id`) },
    argument,
  );

/** Revokes every live key of a project, issues one, and records it. No row: no such project in the organization, or the
 *  caller's key is no longer live. Violates KEY_NAME_INDEX, changing nothing, when a concurrent regeneration was
 *  faster. */
export const replaceKeys = batchStatement<ReplaceKeysArguments>()('regenerate_key', (db, argument) =>
  replace(db, argument, anyColumn)
    .selectFrom('subject as project')
    .select([ordinal, ...projectColumns])
    .where(enqueuesDeliveries('project', argument)),
);

/** Same as `replaceKeys`, but returns the given JSON text of the CTEs. */
export const replaceKeysAnswering = (name: string, { json, reads }: WrittenText) =>
  batchStatement<ReplaceKeysArguments & { readonly secret: string }>()(name, (db, argument) =>
    replace(db, argument, reads)
      .selectFrom(['subject', 'issued'])
      .where('issued.id', '=', argument('keyId'))
      .where(enqueuesDeliveries('subject', argument))
      .select([ordinal, json(argument('secret', 'text')).as('json')]),
  );
