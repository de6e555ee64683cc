import { type ClientRequest, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { WebhookDestinations } from '../domain/scope.ts';
import type { Attempt, Outcome } from '../domain/webhook/attempt.ts';
import { reachableAddresses, UnreachableError } from './addresses.ts';

export type PostOptions = {
  readonly destinations: WebhookDestinations;
  readonly userAgent: string;
  readonly timeoutMs: number;
  readonly now: () => Date;
};

/** What an endpoint says after its status interests nobody: so much is taken in, and then the line is cut. */
const ANSWER_BYTES_MAX = 64 * 1024;

/** Sends one try: a signed POST to an address that was checked, with no redirect followed and nothing kept of the answer
 *  but its status. Rejects only when `signal` ends it. */
export async function post(attempt: Attempt, options: PostOptions, signal: AbortSignal): Promise<Outcome> {
  const stop = new AbortController();
  const abort = () => stop.abort();
  const timeout = setTimeout(abort, options.timeoutMs);
  signal.addEventListener('abort', abort);
  try {
    signal.throwIfAborted();
    const addresses = await endedBy(stop.signal, reachableAddresses(attempt.url, options.destinations));
    return judge(await statusOf(attempt, addresses, options, stop.signal));
  } catch (error) {
    signal.throwIfAborted();
    const why = stop.signal.aborted
      ? `No answer within ${options.timeoutMs / 1000} seconds.`
      : explain(error);
    return { responseStatus: null, error: why };
  } finally {
    clearTimeout(timeout);
    signal.removeEventListener('abort', abort);
  }
}

function judge(status: number): Outcome {
  if (status >= 200 && status < 300) return { responseStatus: status, error: null };
  const hint = status >= 300 && status < 400 ? ' Redirects are not followed.' : '';
  return { responseStatus: status, error: `The endpoint answered ${status}.${hint}` };
}

/** Without the message of an error, which can tell addresses. */
function explain(error: unknown): string {
  if (error instanceof UnreachableError) return error.message;
  const code = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
  return `The endpoint gave no answer${code}.`;
}

/** What comes of some work, unless the signal comes first. */
function endedBy<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

function statusOf(
  attempt: Attempt,
  addresses: readonly [string, ...string[]],
  { userAgent, now }: PostOptions,
  signal: AbortSignal,
): Promise<number> {
  const { url, payload } = attempt;
  const body = Buffer.from(payload);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const sent = request(url, {
    method: 'POST',
    // A connection of its own: what was checked is what is used.
    agent: false,
    lookup: only(addresses),
    signal,
    headers: {
      'content-type': 'application/json',
      'content-length': body.length,
      'user-agent': userAgent,
      ...signatureHeaders(attempt, now()),
    },
  });
  const status = statusOfAnswer(sent);
  sent.end(body);
  return status;
}

function statusOfAnswer(sent: ClientRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    let status: number | null = null;
    const settle = (error: Error) => (status === null ? reject(error) : resolve(status));
    sent.on('response', (answer) => {
      status = answer.statusCode ?? 0;
      let sizeBytes = 0;
      answer.on('data', (chunk: Buffer) => {
        sizeBytes += chunk.length;
        if (sizeBytes > ANSWER_BYTES_MAX) sent.destroy();
      });
      // It was cut, by us or by them. The status came before.
      answer.on('error', () => {});
    });
    sent.on('error', settle);
    sent.on('close', () => settle(new Error('The connection was closed without an answer.')));
  });
}

/** A lookup that knows these addresses and no others. */
function only([first, ...others]: readonly [string, ...string[]]): LookupFunction {
  const known = [first, ...others].map((address) => ({ address, family: isIP(address) }));
  return (_host, { all }, callback) => {
    if (all) callback(null, known);
    else callback(null, first, isIP(first));
  };
}

function signatureHeaders({ eventId, payload, secrets }: Attempt, now: Date) {
  const signatures = secrets.map((secret) => new Webhook(secret).sign(eventId, now, payload));
  return {
    'webhook-id': eventId,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}
