import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { expect, onTestFinished } from 'vitest';

export type Received = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** As it came. */
  readonly body: string;
};

export type Receiver = {
  /** Of http on this machine. */
  readonly url: string;
  readonly requests: readonly Received[];
  /** How it answers from now on. It starts with 204. */
  answerWith(answer: Answer): void;
  /** Waits until so many requests have come. */
  received(count: number): Promise<readonly Received[]>;
};

type Answer = (response: ServerResponse, received: Received) => void;

export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Answer =>
  (response) => {
    response.writeHead(code, headers).end();
  };

/** Takes the request and says nothing, for as long as the test lasts. */
export const silence: Answer = () => {};

const SOON_MS = 20_000;

/** An endpoint for webhooks, for the running test. */
export async function makeReceiver(): Promise<Receiver> {
  const requests: Received[] = [];
  let answer = status(204);
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const received = {
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    };
    requests.push(received);
    answer(response, received);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    requests,
    answerWith: (next) => {
      answer = next;
    },
    received: async (count) => {
      await expect
        .poll(() => requests.length, { timeout: SOON_MS, interval: 10 })
        .toBeGreaterThanOrEqual(count);
      return requests;
    },
  };
}

export type SentEvent = {
  readonly id: string;
  readonly type: string;
  readonly timestamp: string;
  readonly organizationId: string;
  readonly projectId: string | null;
  readonly data: unknown;
};

/** What a receiver reads that follows Standard Webhooks. Throws unless the secret signed it. */
export function verified({ headers, body }: Received, secret: string): SentEvent {
  const given = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return new Webhook(secret).verify(body, Object.fromEntries(given)) as SentEvent;
}
