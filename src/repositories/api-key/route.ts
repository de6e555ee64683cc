import type { RawBuilder } from 'kysely';
import type { DatabaseTransaction } from '../../postgres/database.ts';
import { insertSelect } from '../../postgres/query/insert-select.ts';
import { statement } from '../../postgres/query/statement.ts';
import type { VisibleProject } from '../../postgres/tenancy.ts';

/** A secret with its organization. */
export type RoutedSecret = {
  readonly organizationId: string;
  /** SHA-256 of the secret. */
  readonly hash: Buffer;
};

/** Finds the organization of a secret, the argument of every statement that looks up a key. With the route of an MCP
 *  server the only read of a request that names no organization. */
export const selectSecretRoute = statement<{ readonly hash: Buffer }>({ execution: 'pipelined' })(
  'secret_route',
  (db, argument) =>
    db
      .selectFrom('secret_route')
      .select('organization_id as organizationId')
      .where('hash', '=', argument('hash')),
);

/** Deletes the routes of the live keys of a project, in the transaction that deletes the project. */
export async function deleteRoutesOfProject(
  tx: DatabaseTransaction,
  { organizationId, projectId }: VisibleProject,
): Promise<void> {
  await tx
    .deleteFrom('secret_route')
    .where('hash', 'in', (eb) =>
      eb
        .selectFrom('api_key')
        .select('hash')
        .where('organization_id', '=', organizationId)
        .where('project_id', '=', projectId),
    )
    .execute();
}

/** Inserts the route of a secret, in the transaction that issues it. */
export async function insertSecretRoute(
  tx: DatabaseTransaction,
  { hash, organizationId }: RoutedSecret,
): Promise<void> {
  await tx.insertInto('secret_route').values({ hash, organization_id: organizationId }).execute();
}

/** Fragment of a data-modifying statement that inserts the route of a secret, for each row of `source`. */
export const insertSecretRouteFrom = (
  source: RawBuilder<unknown>,
  hash: RawBuilder<Buffer>,
  organizationId: RawBuilder<string>,
) => insertSelect('secret_route', { hash, organization_id: organizationId }, source);
