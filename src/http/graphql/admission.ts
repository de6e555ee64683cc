import type { Actor } from '../../domain/core/actor.ts';
import type { Points } from '../../domain/core/rate-budget.ts';
import type { PreparedDocument } from '../../graphql/document-cache.ts';
import { beginOperation } from '../../telemetry/request-record.ts';
import { isLongRead } from '../fair-scheduler.ts';
import type { HttpContext } from '../http-context.ts';
import type { OperationRequest } from './operation.ts';

type Admitted = {
  readonly prepared: PreparedDocument;
  readonly actor: Actor;
  readonly points: Points;
  /** Whether the GraphQL executor runs the operation, in which it may be a long read. */
  readonly isExecuted?: boolean;
};

/** Records an operation, charges its cost once and acquires a slot. Throws COST_TOO_HIGH and RATE_LIMITED. */
export async function admit(
  { rateLimiter, scheduler }: HttpContext,
  { requestId, chargeState, telemetry }: OperationRequest,
  { prepared, actor, points, isExecuted = false }: Admitted,
): Promise<void> {
  telemetry.caller = { requestId, actor };
  beginOperation(telemetry, prepared.facts);
  rateLimiter.checkCost(points);
  await rateLimiter.charge(chargeState, actor, points);
  const isLong = isExecuted && isLongRead(prepared.operation.operation, points.total);
  const waiting = scheduler.acquire(chargeState, actor, isLong);
  if (waiting) await waiting;
}
