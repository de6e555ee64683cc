import { describeFailure } from '../../rest/failure.ts';
import { noteFailure } from '../../telemetry/request-record.ts';
import type { HttpContext } from '../http-context.ts';
import type { RestAnswer, RestRequest } from './request.ts';

/** Presents an error as the API family does. */
export async function rejectRequest(
  { rateLimiter, reportError }: HttpContext,
  { found, readClient, requestId, telemetry }: RestRequest,
  error: unknown,
): Promise<RestAnswer> {
  const counted = await rateLimiter.countAuthFailure(readClient(), error);
  const { failure, bug } = describeFailure(counted);
  if (bug !== undefined) reportError(bug, requestId);
  noteFailure(telemetry, { code: failure.code, reason: failure.reason });
  const { status, headers, body } = found.family.presentError(failure, requestId);
  return { status, headers: { ...failure.headers, ...headers }, body: JSON.stringify(body) };
}
