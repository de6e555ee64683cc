import { type Credential, readCredential } from '../../auth/authenticate.ts';
import { auditAndRethrow } from '../../domain/audit-log/record-denial.ts';
import { ANONYMOUS } from '../../domain/core/actor.ts';
import { keyMissing, responseTooLarge } from '../../domain/core/errors.ts';
import { requireScope } from '../../domain/core/permissions.ts';
import { plainPoints } from '../../domain/core/rate-budget.ts';
import type { RequestContext } from '../../domain/core/request-context.ts';
import { requireRole } from '../../domain/core/roles.ts';
import type { RawInput } from '../../rest/route.ts';
import { authenticateCredential } from '../authenticate-request.ts';
import type { HttpContext } from '../http-context.ts';
import { dryRunError } from '../request/dry-run.ts';
import { contextOf } from '../request-context.ts';
import { actingContext } from './acting-context.ts';
import { admit } from './admission.ts';
import { findRoute } from './find-route.ts';
import { executeOnce } from './idempotency.ts';
import { tryPlan } from './planned.ts';
import { readInput } from './read-input.ts';
import { isWrite, type RestAnswer, type RestRequest, type RoutedRequest } from './request.ts';

/** Authenticates, limits and runs a request. Throws what the family presents as an error. */
export async function answerRoute(app: HttpContext, request: RestRequest): Promise<RestAnswer> {
  const route = findRoute(app, request);
  const routed = { ...request, route };
  if (route.auth === null) return answerReport(app, routed);
  const credential = checkCredential(app, routed);
  const planned = credential && (await tryPlan(app, routed, credential));
  if (planned) return planned;
  const actor = credential ? await authenticateCredential(credential, request, app) : ANONYMOUS;
  const rejection = dryRunError(request.headers);
  if (rejection) throw rejection;
  const input = await readInput(routed);
  await admit(app, routed, actor);
  const { context, headers } = await actingContext(app, routed, actor);
  const answer = isWrite(route)
    ? await executeOnce(app, routed, { context, input, run: () => run(context, routed, input) })
    : await run(context, routed, input);
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

/** Answers a route without a key, within the limit of an address. */
async function answerReport(app: HttpContext, request: RoutedRequest): Promise<RestAnswer> {
  const { rateLimiter } = app;
  await rateLimiter.chargeReport(request.readClient());
  const input = await readInput(request);
  const context = contextOf(app, request, { actor: ANONYMOUS });
  return rateLimiter.runKeyless(() => run(context, request, input));
}

/** Reads the key of a request and checks limits before it is looked up. Null: the route needs none. */
function checkCredential(app: HttpContext, request: RoutedRequest): Credential | null {
  const { rateLimiter } = app;
  const { headers, readClient, chargeState, route, found } = request;
  const credential = readCredential(headers, found.family.bearer);
  if (!credential) {
    rateLimiter.chargeKeyless(readClient());
    if (route.describesApi && app.allowsAnonymous) return null;
    throw keyMissing();
  }
  rateLimiter.precheck(credential, readClient, chargeState, () => plainPoints(route.points));
  return credential;
}

/** Authorizes and runs a route. Records the attempt of a write that is FORBIDDEN. */
async function run(context: RequestContext, { route }: RoutedRequest, input: RawInput): Promise<RestAnswer> {
  const headers = new Map<string, string>();
  try {
    const needsKey = context.actor.kind !== 'anonymous' || !route.describesApi;
    if (route.auth && needsKey) requireRole(context.actor, route.auth, `${route.method} ${route.path}`);
    if (route.scope) requireScope(context.actor, route.scope);
    const answer = await route.run(context, input, headers);
    const body = answer === null ? '' : JSON.stringify(answer);
    if (Buffer.byteLength(body) > context.responseBytesMax) throw responseTooLarge();
    return { status: route.status, headers: Object.fromEntries(headers), body };
  } catch (error) {
    if (!route.audits) throw error;
    const { data: params = input.params } = route.params.safeParse(input.params);
    const attempt = { ...input.body, id: Object.values(params)[0] };
    return auditAndRethrow(
      context,
      { action: route.audits, input: attempt, isInProject: route.isInProject },
      error,
    );
  }
}
