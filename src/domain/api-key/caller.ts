import { runStatement } from '../../postgres/database.ts';
import type { Statement } from '../../postgres/query/statement.ts';
import { type CallerArguments, isUnrestrictedKey } from '../../repositories/api-key/caller.ts';
import type { Actor, KeyHolder } from '../core/actor.ts';
import type { RequestContext } from '../core/request-context.ts';
import { noOrganization } from '../core/tenancy.ts';

/** Returns the arguments of a statement that checks the key of its caller by itself. Throws FORBIDDEN for an actor without
 *  a key. */
export function callerArguments(actor: Actor): CallerArguments {
  const { organizationId, apiKey, keyHash } = keyHolder(actor);
  return { organizationId, projectId: apiKey.projectId, keyHash, isAuthorized: false };
}

function keyHolder(actor: Actor): KeyHolder {
  if ('apiKey' in actor) return actor;
  throw noOrganization();
}

/** Returns whether the check inside a statement is sufficient: the current secret was sent, and nothing restricts the key. */
export const isUnrestrictedCaller = (actor: Actor): boolean =>
  'apiKey' in actor && actor.isCurrent && isUnrestrictedKey(actor.apiKey);

/** Thrown for a cached actor by a statement that changed nothing: the request must be authenticated and executed again. */
export class NotAuthenticated extends Error {
  override readonly name = 'NotAuthenticated';
}

type BySender = { readonly sender: CallerArguments };

/** Runs a statement that checks its caller by itself, without a transaction where that check is sufficient. When it changes
 *  nothing, or the key is restricted, runs it in a transaction that authenticates first. `requireAllowed` throws for what a
 *  restricted key may not do; it receives the actor as authenticated there. No row: the key is valid, and there is another
 *  reason. */
export async function writeAsCaller<Args extends BySender, Row>(
  context: RequestContext,
  statement: Statement<Args, Row>,
  args: Args,
  requireAllowed: (actor: Actor) => void = () => {},
): Promise<readonly Row[]> {
  if (isUnrestrictedCaller(context.actor)) {
    const rows = await context.db.write(statement, args);
    if (rows.length > 0) return rows;
    if (context.isActorCached) throw new NotAuthenticated();
  }
  return context.db.transaction(async (tx) => {
    requireAllowed(context.actor);
    return runStatement(tx, statement, authorizedCaller(context, args));
  });
}

/** Returns the arguments of the same statement for a transaction that has authenticated the caller. */
export const authorizedCaller = <Args extends BySender>({ actor }: RequestContext, args: Args): Args => ({
  ...args,
  sender: { ...callerArguments(actor), isAuthorized: true },
});
