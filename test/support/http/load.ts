import { setTimeout as sleep } from 'node:timers/promises';

export type SentRequest = {
  readonly status: number;
  readonly code: string | null;
  readonly retryAfter: string | null;
  /** When it was asked, as `performance.now` tells it. */
  readonly at: number;
  readonly ms: number;
};

export type Load = {
  /** All that was answered until now. */
  readonly asked: readonly SentRequest[];
  /** What no answer came to, by its words. */
  readonly broken: readonly string[];
  /** Resolves when so many more have been answered. */
  more(count: number): Promise<void>;
  /** Nobody asks any more. Resolves when the last one has been answered. */
  stop(): Promise<void>;
};

const BEAT_MS = 5;

function parse(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`no JSON: ${text}`);
  }
}

/** Runs clients that each send a request as soon as the previous one is answered. */
export function startLoad(clientCount: number, ask: () => Promise<Response>): Load {
  const asked: SentRequest[] = [];
  const broken: string[] = [];
  let isOver = false;
  const askOnce = async () => {
    const at = performance.now();
    try {
      const answer = await ask();
      const { errors = [] } = parse(await answer.text());
      const code = errors[0]?.extensions.code ?? null;
      const { status, headers } = answer;
      asked.push({ status, code, retryAfter: headers.get('retry-after'), at, ms: performance.now() - at });
    } catch (error) {
      const { message, cause } = error as Error;
      broken.push(`${message}: ${cause}`);
      await sleep(BEAT_MS);
    }
  };
  const askOn = async () => {
    while (!isOver) await askOnce();
  };
  const clients = Array.from({ length: clientCount }, askOn);
  return {
    asked,
    broken,
    more: async (count) => {
      const goal = asked.length + count;
      while (asked.length < goal) await sleep(BEAT_MS);
    },
    stop: async () => {
      isOver = true;
      await Promise.all(clients);
    },
  };
}
