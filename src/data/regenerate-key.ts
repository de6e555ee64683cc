import { type Kysely, sql } from 'kysely';
import {
  insertKeyOfSubject,
  type KeyArguments,
  keepRevoked,
  type SenderArguments,
  selectSender,
  senderName,
} from './api-key.ts';
import { type AuditArguments, insertAuditEntryOfSubject } from './audit-log.ts';
import type { DB } from './generated/database.ts';
import { projectColumns } from './project.ts';
import { type Argument, statement } from './statement.ts';
import { type EventArguments, tellsSubscriptions } from './webhook-event.ts';

/** The unique index of the names of a project's keys: it lets one of several simultaneous regenerations through. */
export const KEY_NAME_INDEX = 'api_key_organization_id_project_id_name_key';

export type ReplaceKeysArguments = AuditArguments &
  EventArguments &
  KeyArguments &
  SenderArguments & { readonly id: string };

function replace<Args extends ReplaceKeysArguments>(db: Kysely<DB>, argument: Argument<Args>) {
  return (
    db
      .with('sender', () => selectSender(argument))
      .with('target', (query) =>
        query
          .selectFrom('project')
          .innerJoin('sender', 'sender.organization_id', 'project.organization_id')
          .selectAll('project')
          .where('project.id', '=', argument('id'))
          // Before the keys, as the deletion of the project does: whoever comes second waits here, not in a circle.
          .forKeyShare('project'),
      )
      .with('gone', (query) =>
        query
          .deleteFrom('api_key')
          .using('target')
          .whereRef('api_key.organization_id', '=', 'target.organization_id')
          .whereRef('api_key.project_id', '=', 'target.id')
          .returningAll('api_key'),
      )
      .with('revoked', () => keepRevoked(argument))
      // Counting what is gone makes PostgreSQL revoke before it issues.
      .with('subject', (query) =>
        query
          .selectFrom('target')
          .selectAll()
          .where((eb) => eb(eb.selectFrom('gone').select(eb.fn.countAll().as('count')), '>=', 0)),
      )
      .with('issued', () => insertKeyOfSubject(argument))
      .with('recorded', () => insertAuditEntryOfSubject(argument, { keyName: senderName }))
  );
}

const isTold = <Args extends EventArguments>(subject: 'subject' | 'project', argument: Argument<Args>) =>
  tellsSubscriptions(
    { organizationId: sql.ref(`${subject}.organization_id`), projectId: sql.ref(`${subject}.id`) },
    argument,
  );

/** Revokes every live key of a project, issues one, records it. No row: no such project of the organization, or the key
 *  of the sender is no longer live. Violates KEY_NAME_INDEX, and then changes nothing, when another regeneration was
 *  faster. */
export const replaceKeys = statement<ReplaceKeysArguments>()('regenerate_key', (db, argument) =>
  replace(db, argument)
    .selectFrom('subject as project')
    .select(projectColumns)
    .where(isTold('project', argument)),
);

/** The same, answered by the given JSON text of the CTEs. */
export const replaceKeysAnswering = (name: string, json: string) =>
  statement<ReplaceKeysArguments & { readonly secret: string }>()(name, (db, argument) =>
    replace(db, argument)
      .with('given', (query) => query.selectNoFrom(argument('secret', 'text').as('secret')))
      .selectFrom(['sender as key', 'subject', 'issued', 'given'])
      .where(isTold('subject', argument))
      .select(sql<string>`${sql.raw(json)}`.as('json')),
  );
