import type { Fetcher } from '@graphiql/toolkit';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { carryKey, type Headers, headersOfKey } from './credentials.ts';

export type Asking = {
  readonly key: string;
  /** Called instead of sending a request that has no key. */
  readonly onKeyMissing: () => void;
  /** Called with the reason when the server refuses the key, and with null when it accepts it. */
  readonly onKeyChecked: (refusal: string | null) => void;
};

const refusal = (message: string): ExecutionResult => ({ errors: [new GraphQLError(message)] });

const KEY_MISSING = 'Enter an API key above. Every request needs one, and nothing was sent.';

/** Returns the function by which GraphiQL sends requests. A request without a key is answered here. */
export function createAsk({ key, onKeyMissing, onKeyChecked }: Asking): Fetcher {
  return async (params, options) => {
    const typed: Headers = options?.headers ?? {};
    const all = Object.entries({ ...headersOfKey(key), ...typed });
    const headers = Object.fromEntries(all.map(([name, value]) => [name.toLowerCase(), value]));
    if (!carryKey(headers)) {
      onKeyMissing();
      return refusal(KEY_MISSING);
    }
    const response = await fetch(location.pathname, {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
      },
      body: JSON.stringify(params),
    });
    const reply = await readReply(response);
    const reason = reply.errors?.[0]?.message ?? 'The server refused the key.';
    onKeyChecked(response.status === 401 ? reason : null);
    return reply;
  };
}

async function readReply(response: Response): Promise<ExecutionResult> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return refusal(`The answer is not JSON (status ${response.status}): ${text.slice(0, 500)}`);
  }
}
