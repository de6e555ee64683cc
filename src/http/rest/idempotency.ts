import { toClientError } from '../../domain/core/database-errors.ts';
import type { RequestContext } from '../../domain/core/request-context.ts';
import { claimKey } from '../../domain/idempotency/idempotency.ts';
import type { RawInput } from '../../rest/route.ts';
import type { HttpContext } from '../http-context.ts';
import { outcomeOfError, readIdempotencyKey, redact, settleKey } from '../idempotency.ts';
import { rejectRequest } from './reject-request.ts';
import type { RestAnswer, RoutedRequest } from './request.ts';

type Execution = {
  readonly context: RequestContext;
  readonly input: RawInput;
  readonly run: () => Promise<RestAnswer>;
};

/** Runs a write, and one with an `Idempotency-Key` once in 24 hours: its response is replayed to requests with the same key. */
export async function executeOnce(
  app: HttpContext,
  request: RoutedRequest,
  { context, input, run }: Execution,
): Promise<RestAnswer> {
  const key = readIdempotencyKey(request.headers);
  if (key === null) return run();
  const { route, found } = request;
  const content = [found.family.name, route.operationId, input, context.requestedProjectId];
  const claim = await claimKey(context, { key, content });
  if (claim.kind === 'completed') return { ...claim.response, headers: { 'idempotency-replayed': 'true' } };
  let failed: unknown;
  const answer = await run().catch((error) => {
    failed = error;
    return rejectRequest(app, request, error);
  });
  const outcome = failed === undefined ? 'committed' : outcomeOfError(toClientError(failed));
  const readResponse = () => ({ status: answer.status, body: withoutSecrets(request, answer) });
  await settleKey(app, context, { claim, requestId: request.requestId, outcome, readResponse });
  return answer;
}

/** Returns the body to store, in which secrets are null. */
function withoutSecrets({ route: { notKept = [] } }: RoutedRequest, { body }: RestAnswer): string {
  if (notKept.length === 0 || body === '') return body;
  const kept = JSON.parse(body);
  for (const path of notKept) redact(kept, path.split('.'));
  return JSON.stringify(kept);
}
