import type { Actor } from '../../domain/core/actor.ts';
import { plainPoints } from '../../domain/core/rate-budget.ts';
import { isLongRead } from '../fair-scheduler.ts';
import type { HttpContext } from '../http-context.ts';
import { isWrite, type RoutedRequest } from './request.ts';

/** Charges the points of a route once and acquires a slot. Throws RATE_LIMITED. */
export async function admit(
  { rateLimiter, scheduler }: HttpContext,
  { chargeState, route }: RoutedRequest,
  actor: Actor,
): Promise<void> {
  await rateLimiter.charge(chargeState, actor, plainPoints(route.points));
  const waiting = scheduler.acquire(chargeState, actor, !isWrite(route) && isLongRead('query', route.points));
  if (waiting) await waiting;
}
