import type { Credential } from '../../auth/authenticate.ts';
import type { Actor } from '../../domain/core/actor.ts';
import { hasScope } from '../../domain/core/permissions.ts';
import { nullIfInvalid } from '../../domain/core/planned.ts';
import { roleOf } from '../../domain/core/roles.ts';
import { rootOf } from '../../domain/plan/answer.ts';
import type { Route } from '../../rest/route.ts';
import { debugHeadersOf } from '../graphql/debug-headers.ts';
import type { HttpContext } from '../http-context.ts';
import { readPlanned } from '../planned-read.ts';
import { dryRunError } from '../request/dry-run.ts';
import { contextOf } from '../request-context.ts';
import { admit } from './admission.ts';
import { readInput } from './read-input.ts';
import type { RestAnswer, RoutedRequest } from './request.ts';

/** Answers a request with one statement that also authenticates the key. Needs a cached identity, because rate limiting and logging happen
 *  before the statement. Null: the request takes the other steps, which also report every error. Throws RATE_LIMITED. */
export async function tryPlan(
  app: HttpContext,
  request: RoutedRequest,
  credential: Credential,
): Promise<RestAnswer | null> {
  const { route, requestId, telemetry } = request;
  const { plan, status } = route;
  const actor = app.rateLimiter.identities.get(credential.hash);
  if (!plan || !request.usesPlans || !actor) return null;
  if (actor.kind !== credential.kind || !mayCall(actor, route)) return null;
  const input = dryRunError(request.headers) ? null : await readInput(request).catch(() => null);
  if (input === null) return null;
  const context = contextOf(app, request, { actor, isActorCached: true });
  const headers = new Map<string, string>();
  const planned = nullIfInvalid(() => plan(context, input, headers));
  if (planned === null) return null;
  telemetry.caller = { requestId, actor };
  await admit(app, request, actor);
  const json = await readPlanned(app, request, { actor, context, bound: planned.read });
  if (json === null) return null;
  const body = planned.present(rootOf(json));
  const debug = app.debugHeaders && debugHeadersOf({ isPlanned: true });
  return { status, headers: { ...Object.fromEntries(headers), ...debug }, body };
}

function mayCall(actor: Actor, { auth, scope }: Route): boolean {
  const role = roleOf[actor.kind];
  const isAccepted = role !== null && role !== 'OPERATOR' && auth?.includes(role);
  return Boolean(isAccepted) && (scope === null || hasScope(actor, scope));
}
