import { type DocumentNode, parse } from 'graphql';
import { beforeAll, beforeEach, expect, type RunnerTestSuite, TestRunner } from 'vitest';
import { answerOf, type WholeAnswer, wholeOf } from './raw-response.ts';

/** The two ways to ask a server: in this process, by the API alone, and over a connection, by the lane where it takes the
 *  request. */
export type Ways = {
  fetchInProcess(request: Request): Promise<Response>;
  fetchByNetwork(request: Request): Promise<Response>;
};

export type Twin = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** What belongs to the connection and not to the answer. */
const ofTheConnection = ['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding'];

export async function twinOf(response: Response): Promise<Twin> {
  return twinWith(await wholeOf(response));
}

function twinWith({ status, headers, bytes }: WholeAnswer): Twin {
  const told = [...headers]
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !ofTheConnection.includes(name));
  return { status, headers: Object.fromEntries(told), body: bytes.toString() };
}

/** Asks in both ways for what changes nothing, and has the two answers be the same: status, headers and bytes. What
 *  changes something is asked for once, in the one way and the other by turns. */
export function askBothWays({
  fetchInProcess,
  askByNetwork,
}: {
  fetchInProcess(request: Request): Promise<Response>;
  askByNetwork(request: Request, body: Uint8Array): Promise<WholeAnswer>;
}): (request: Request) => Promise<Response> {
  let count = 0;
  return async (request) => {
    const body = new Uint8Array(await request.arrayBuffer());
    const inProcess = () => fetchInProcess(new Request(request, request.body === null ? {} : { body }));
    const byNetwork = () => askByNetwork(request, body);
    count += 1;
    const isFirstInProcess = count % 2 === 0;
    if (isAnsweredOnce(request)) return isFirstInProcess ? inProcess() : answerOf(await byNetwork());
    const wholeInProcess = async () => wholeOf(await inProcess());
    const [first, second] = isFirstInProcess ? [wholeInProcess, byNetwork] : [byNetwork, wholeInProcess];
    const answer = await first();
    const one = twinWith(answer);
    if (request.method !== 'POST' || !containsMutation(body) || isRefusal(one.body)) {
      const other = twinWith(await second());
      expect(withoutId(other), 'the answer of the other way').toEqual(withoutId(one));
    }
    return answerOf(answer);
  };
}

function isAnsweredOnce({ method, url, headers }: Request): boolean {
  if (method !== 'POST') return false;
  return new URL(url).pathname !== '/graphql' || headers.has('idempotency-key');
}

function containsMutation(body: Uint8Array): boolean {
  const document = documentIn(Buffer.from(body).toString());
  // What cannot be read cannot be run either.
  return document?.definitions.some((node) => 'operation' in node && node.operation === 'mutation') ?? false;
}

function documentIn(body: string): DocumentNode | null {
  try {
    return parse(JSON.parse(body).query);
  } catch {
    return null;
  }
}

/** Whether every mutation of the document was refused, so that nothing was done. */
function isRefusal(answer: string): boolean {
  return Object.values(JSON.parse(answer).data ?? {}).every((root) => root === null);
}

/** Every request has an id of its own unless it brings one, and is charged after the one before it. */
function withoutId({ status, headers, body }: Twin): Twin {
  const { 'x-request-id': id = '', ...others } = withoutCount(headers);
  const told = body.replace(/"remaining":\d+,"resetAt":"[^"]+"/g, '"remaining":"some","resetAt":"then"');
  return { status, headers: others, body: id === '' ? told : told.replaceAll(id, 'its id') };
}

/** Which limits an answer tells of, and not how much is left of them. */
export function withoutCount(headers: Twin['headers']): Twin['headers'] {
  const { ratelimit, ...others } = headers;
  return ratelimit === undefined ? headers : { ...others, ratelimit: ratelimit.replace(/[rt]=\d+/g, 'some') };
}

/** Has every test of the file, or of the `describe` around the call, run twice, so that it asks in both ways. One that
 *  fails says in which. */
export function runTestsBothWays(): void {
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what a hook needs.
  beforeAll(({}, suite) => repeatTests(suite));
  beforeEach(({ onTestFailed }) => {
    onTestFailed(({ task }) => {
      const way = isSecondRun() ? '[over a connection] ' : '[in this process] ';
      for (const error of task.result?.errors ?? []) {
        // One with a way is of the first run, or was seen by another call.
        if (!/^\[(?:over|in)/.test(error.message)) error.message = way + error.message;
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

/** What is done before and after all tests counts as the first run. */
export function isSecondRun(): boolean {
  return (TestRunner.getCurrentTest()?.result?.repeatCount ?? 0) > 0;
}
