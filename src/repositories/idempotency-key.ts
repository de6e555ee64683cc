import { sql } from 'kysely';
import { statement } from '../postgres/query/statement.ts';
import { isInBatch, MAINTENANCE_BATCH_SIZE } from '../postgres/row-batch.ts';

/** The slot of an idempotent request: its caller and key. */
export type IdempotencySlot = {
  /** Empty: the operator. */
  readonly organizationId: string;
  readonly projectId: string | null;
  readonly id: string;
};

type ClaimArguments = IdempotencySlot & {
  readonly requestHash: Buffer;
  readonly now: Date;
  /** Slots created at this time or earlier are reused. */
  readonly expiredAt: Date;
};

/** Claims the slot of a request. No row: it is already taken. */
export const insertIdempotencyKey = statement<ClaimArguments>({ execution: 'grouped' })(
  'claim_idempotency_key',
  (db, argument) =>
    db
      .insertInto('idempotency_key')
      .values({
        organization_id: argument('organizationId'),
        project_id: argument('projectId'),
        id: argument('id'),
        request_hash: argument('requestHash'),
        status: null,
        body: null,
        created_at: argument('now'),
      })
      .onConflict((conflict) =>
        conflict
          .columns(['organization_id', 'id'])
          .doUpdateSet({
            project_id: argument('projectId'),
            request_hash: argument('requestHash'),
            status: null,
            body: null,
            created_at: argument('now'),
          })
          .where('idempotency_key.created_at', '<=', argument('expiredAt')),
      )
      .returning('id'),
);

type Key = Pick<IdempotencySlot, 'organizationId' | 'id'>;

export const selectIdempotencyKey = statement<Key>({ execution: 'pipelined' })(
  'idempotency_key',
  (db, argument) =>
    db
      .selectFrom('idempotency_key')
      .select(['request_hash as requestHash', 'status', 'body', 'created_at as createdAt'])
      .where('organization_id', '=', argument('organizationId'))
      .where('id', '=', argument('id')),
);

/** Stores the response. Without a body: only that there was one. */
export const updateIdempotencyResponse = statement<
  Key & { readonly status: number; readonly body: Buffer | null }
>({
  execution: 'grouped',
})('store_idempotent_response', (db, argument) =>
  db
    .updateTable('idempotency_key')
    .set({ status: argument('status'), body: argument('body') })
    .where('organization_id', '=', argument('organizationId'))
    .where('id', '=', argument('id'))
    .where('status', 'is', null),
);

/** Releases a slot without a response. */
export const deleteIdempotencyKey = statement<Key>({ execution: 'grouped' })(
  'release_idempotency_key',
  (db, argument) =>
    db
      .deleteFrom('idempotency_key')
      .where('organization_id', '=', argument('organizationId'))
      .where('id', '=', argument('id'))
      .where('status', 'is', null),
);

/** Deletes slots created at `before` or earlier, oldest first. */
export const deleteOldIdempotencyKeys = statement<{ readonly before: Date }>()(
  'purge_idempotency_keys',
  (db, argument) => {
    const expired = db
      .selectFrom('idempotency_key')
      .select(['organization_id', 'id'])
      .where('created_at', '<=', argument('before'))
      .orderBy('created_at')
      .limit(MAINTENANCE_BATCH_SIZE)
      .forUpdate()
      .skipLocked();
    return db
      .deleteFrom('idempotency_key')
      .where(isInBatch(sql`(organization_id, id)`, expired))
      .returning('id');
  },
);
