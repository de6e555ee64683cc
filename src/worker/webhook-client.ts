import type { RequestContext } from '../domain/core/request-context.ts';
import type { Attempt, Outcome } from '../domain/webhook/attempt.ts';
import { ConnectError, type EndpointResponse, ProxyError, sendRequest } from './http-request.ts';
import { reachableAddresses, UnreachableError } from './resolve-endpoint.ts';
import { signatureHeaders } from './webhook-signature.ts';

export type SendOptions = {
  readonly userAgent: string;
  readonly timeoutMs: number;
  /** Null: no proxy. */
  readonly proxyUrl: string | null;
};

type Sending = { readonly context: RequestContext; readonly options: SendOptions };

/** The minimum time for connecting to one address, or all that is left. */
const ADDRESS_MS_MIN = 2_000;

/** Makes one delivery attempt: a signed POST to a checked address. Follows no redirect, and reads only the status and Retry-After of the
 *  response. Rejects only when `signal` aborts it. */
export async function sendWebhook(sending: Sending, attempt: Attempt, signal: AbortSignal): Promise<Outcome> {
  const { context, options } = sending;
  const stop = new AbortController();
  const abort = () => stop.abort();
  const timeout = setTimeout(abort, options.timeoutMs);
  signal.addEventListener('abort', abort);
  try {
    signal.throwIfAborted();
    const reachable = reachableAddresses(attempt.url, context.webhookDestinations);
    const addresses = rotated(await withAbort(stop.signal, reachable), attempt.attempts);
    const response = await sendToFirstReachable(sending, attempt, addresses, stop.signal);
    return toOutcome(response, context.now());
  } catch (error) {
    signal.throwIfAborted();
    const message = stop.signal.aborted
      ? `No response within ${options.timeoutMs / 1000} seconds.`
      : describeError(error);
    return { responseStatus: null, error: message, retryAfterSeconds: null };
  } finally {
    clearTimeout(timeout);
    signal.removeEventListener('abort', abort);
  }
}

function toOutcome({ status, retryAfter }: EndpointResponse, now: Date): Outcome {
  if (status >= 200 && status < 300) return { responseStatus: status, error: null, retryAfterSeconds: null };
  const hint = status >= 300 && status < 400 ? ' Redirects are not followed.' : '';
  return {
    responseStatus: status,
    error: `The endpoint responded with status ${status}.${hint}`,
    retryAfterSeconds: retryAfter === null ? null : secondsUntil(retryAfter, now),
  };
}

/** Parses a Retry-After header: a number of seconds or a date (RFC 9110). Null: invalid. */
function secondsUntil(retryAfter: string, now: Date): number | null {
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter);
  const at = /GMT$/.test(retryAfter) ? Date.parse(retryAfter) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, (at - now.getTime()) / 1000);
}

/** Describes an error by its code. Its message may contain addresses, which tenants must not see. */
function describeError(error: unknown): string {
  if (error instanceof UnreachableError || error instanceof ProxyError) return error.message;
  const cause = error instanceof ConnectError ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
  return `No response from the endpoint${code}.`;
}

/** Settles with the work, or rejects when the signal aborts first. */
function withAbort<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

/** Rotates the addresses by the number of attempts, so that each one is tried first at some point. */
function rotated<Item>(items: readonly Item[], by: number): readonly Item[] {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

/** Connects to one address after another, each within an equal part of the remaining time, and sends the request to the first one that
 *  connects. */
async function sendToFirstReachable(
  { context, options: { userAgent, timeoutMs, proxyUrl } }: Sending,
  attempt: Attempt,
  addresses: readonly string[],
  signal: AbortSignal,
): Promise<EndpointResponse> {
  const endsAt = performance.now() + timeoutMs;
  const headers = {
    ...attempt.headers,
    'user-agent': userAgent,
    ...signatureHeaders(attempt, context.now()),
  };
  const sent = { url: attempt.url, headers, body: Buffer.from(attempt.payload), proxyUrl };
  for (const [index, address] of addresses.entries()) {
    const isLast = index === addresses.length - 1;
    const part = (endsAt - performance.now()) / (addresses.length - index);
    const connectMs = isLast ? null : Math.max(part, ADDRESS_MS_MIN);
    try {
      return await sendRequest({ ...sent, address, connectMs }, signal);
    } catch (error) {
      if (!(error instanceof ConnectError) || isLast || signal.aborted) throw error;
    }
  }
  throw new UnreachableError('The endpoint has no address.');
}
