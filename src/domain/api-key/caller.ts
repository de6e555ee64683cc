import { runStatement } from '../../postgres/database.ts';
import type { Statement } from '../../postgres/query/statement.ts';
import type { ApiKeyRow, SenderArguments } from '../../repositories/api-key/read.ts';
import type { Actor, KeyHolder } from '../core/actor.ts';
import type { Scope } from '../core/request-context.ts';
import { noOrganization } from '../core/tenancy.ts';

/** The arguments of a statement that checks the key of its sender by itself. Throws FORBIDDEN for an actor without a key. */
export function senderArguments(actor: Actor): SenderArguments {
  const { organizationId, keyHash: senderHash } = keyHolder(actor);
  return { organizationId, senderHash, isSenderDecided: false };
}

function keyHolder(actor: Actor): KeyHolder {
  if ('apiKey' in actor) return actor;
  throw noOrganization();
}

/** Whether a statement that checks its sender does all that there is to check: the secret is the present one, and nothing restricts
 *  the key. */
export const isPlainSender = (actor: Actor): boolean =>
  'apiKey' in actor && actor.isCurrent && !isRestricted(actor.apiKey);

function isRestricted({ projectIds, allowedIps, expiresAt, enabled }: ApiKeyRow): boolean {
  return projectIds !== null || allowedIps !== null || expiresAt !== null || !enabled;
}

/** Runs a statement that checks its sender by itself, alone where that is enough. Where it does nothing, or the key is restricted,
 *  it runs in a transaction that decides first. `requireAllowed` throws for what a restricted key may not do; it sees the actor as
 *  it was decided. No row: the key is good, and there is another reason. */
export async function writeAsSender<Args extends SenderArguments, Row>(
  scope: Scope,
  statement: Statement<Args, Row>,
  args: Args,
  requireAllowed: (actor: Actor) => void = () => {},
): Promise<readonly Row[]> {
  if (isPlainSender(scope.actor)) {
    const rows = await scope.db.write(statement, args);
    if (rows.length > 0) return rows;
  }
  return scope.db.transaction(async (tx) => {
    requireAllowed(scope.actor);
    return runStatement(tx, statement, decidedSender(scope, args));
  });
}

/** The arguments of the same statement in a transaction that has decided. */
export const decidedSender = <Args extends SenderArguments>({ actor }: Scope, args: Args): Args => ({
  ...args,
  ...senderArguments(actor),
  isSenderDecided: true,
});
