import { type DocumentNode, parse } from 'graphql';
import { beforeAll, beforeEach, expect, type RunnerTestSuite, TestRunner } from 'vitest';
import { type RawResponse, readRawResponse, toResponse } from './raw-response.ts';

/** The two transports of a request: in this process, where each operation is executed field by field, and over a connection,
 *  where an operation runs by its plan if it has one. */
export type Transports = {
  fetchInProcess(request: Request): Promise<Response>;
  fetchByNetwork(request: Request): Promise<Response>;
};

export type ComparableResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Headers that describe the connection and not the response. */
const connectionHeaders = ['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding'];

export async function toComparable(response: Response): Promise<ComparableResponse> {
  return comparableOf(await readRawResponse(response));
}

function comparableOf({ status, headers, bytes }: RawResponse): ComparableResponse {
  const compared = [...headers]
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !connectionHeaders.includes(name));
  return { status, headers: Object.fromEntries(compared), body: bytes.toString() };
}

/** Sends a request over the network. One that changes nothing is also sent in this process, and the responses must be equal:
 *  status, headers and bytes. */
export function fetchOverBothTransports({
  fetchInProcess,
  requestOverNetwork,
}: {
  fetchInProcess(request: Request): Promise<Response>;
  requestOverNetwork(request: Request, body: Uint8Array): Promise<RawResponse>;
}): (request: Request) => Promise<Response> {
  let count = 0;
  return async (request) => {
    const body = new Uint8Array(await request.arrayBuffer());
    const inProcess = async () =>
      readRawResponse(await fetchInProcess(new Request(request, request.body === null ? {} : { body })));
    const byNetwork = () => requestOverNetwork(request, body);
    if (isSentOnce(request)) return toResponse(await byNetwork());
    count += 1;
    const isFirstInProcess = count % 2 === 0 && !mayChangeSomething(request, body);
    const [first, second] = isFirstInProcess ? [inProcess, byNetwork] : [byNetwork, inProcess];
    const response = await first();
    const one = comparableOf(response);
    if (!mayChangeSomething(request, body) || isRefusal(one.body)) {
      const other = comparableOf(await second());
      expect(withoutVolatileParts(other), 'the response over the other transport').toEqual(
        withoutVolatileParts(one),
      );
    }
    return toResponse(response);
  };
}

const mayChangeSomething = ({ method }: Request, body: Uint8Array) =>
  method === 'POST' && containsMutation(body);

function isSentOnce({ method, url, headers }: Request): boolean {
  if (method !== 'POST') return false;
  return new URL(url).pathname !== '/graphql' || headers.has('idempotency-key');
}

function containsMutation(body: Uint8Array): boolean {
  const document = documentIn(Buffer.from(body).toString());
  // A document that cannot be parsed cannot be executed either.
  return document?.definitions.some((node) => 'operation' in node && node.operation === 'mutation') ?? false;
}

function documentIn(body: string): DocumentNode | null {
  try {
    return parse(JSON.parse(body).query);
  } catch {
    return null;
  }
}

/** Whether every mutation of the document was rejected, so that nothing changed. */
function isRefusal(body: string): boolean {
  const { data, errors = [] }: { data?: object; errors?: { path?: unknown[] }[] } = JSON.parse(body);
  // An error below a root field is of its answer: the mutation itself was done.
  const isOfAnswer = errors.some(({ path }) => (path?.length ?? 0) > 1);
  return !isOfAnswer && Object.values(data ?? {}).every((root) => root === null);
}

/** Replaces what differs between two equal requests: the request id, unless the client sends one, and the remaining points. */
function withoutVolatileParts({ status, headers, body }: ComparableResponse): ComparableResponse {
  const { 'x-request-id': id = '', ...others } = withoutRateLimitCounts(headers);
  const text = body.replace(/"remaining":\d+,"resetAt":"[^"]+"/g, '"remaining":"some","resetAt":"then"');
  return { status, headers: others, body: id === '' ? text : text.replaceAll(id, 'its id') };
}

/** Keeps the names of the limits in the rate limit header and drops the remaining points and seconds. */
export function withoutRateLimitCounts(
  headers: ComparableResponse['headers'],
): ComparableResponse['headers'] {
  const { ratelimit, ...others } = headers;
  return ratelimit === undefined ? headers : { ...others, ratelimit: ratelimit.replace(/[rt]=\d+/g, 'some') };
}

/** Runs every test of the file, or of the `describe` around the call, twice: first in this process, then over the network.
 *  The message of a failure names the transport. */
export function runTestsOverEachTransport(): void {
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what a hook needs.
  beforeAll(({}, suite) => repeatTests(suite));
  beforeEach(({ onTestFailed }) => {
    onTestFailed(({ task }) => {
      const transport = isSecondRun() ? '[over a connection] ' : '[in this process] ';
      for (const error of task.result?.errors ?? []) {
        // An error with a prefix is of the first run, or was handled by another call.
        if (!/^\[(?:over|in)/.test(error.message)) error.message = transport + error.message;
      }
    });
  });
}

function repeatTests({ tasks }: Pick<RunnerTestSuite, 'tasks'>): void {
  for (const task of tasks) {
    if (task.type === 'suite') repeatTests(task);
    else task.repeats = 1;
  }
}

/** False in hooks that run before or after all tests. */
export function isSecondRun(): boolean {
  return (TestRunner.getCurrentTest()?.result?.repeatCount ?? 0) > 0;
}
