import { once } from 'node:events';
import { Agent, request } from 'node:http';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Credentials } from '../client.ts';

/** One connection, over which one process answers everything. */
export type Connection = {
  /** False once either end has given it up. */
  readonly isOpen: boolean;
  /** Asks over this connection and no other. Rejects when it breaks. */
  ask(query: string, headers: Credentials): Promise<{ readonly status: number; readonly text: string }>;
  close(): void;
};

export async function openConnection(url: string): Promise<Connection> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = async (path: string, method: string, body: string, headers: Credentials) => {
    const sent = request(url + path, {
      agent,
      method,
      headers: {
        'content-type': 'application/json',
        'content-length': `${Buffer.byteLength(body)}`,
        ...headers,
      },
    });
    sent.end(body);
    const [response] = await once(sent, 'response');
    return { socket: sent.socket, status: Number(response.statusCode), text: await text(response) };
  };
  const { socket } = await ask('/health/live', 'GET', '', {});
  if (!socket) throw new Error('There was an answer without a connection.');
  return {
    get isOpen() {
      return !socket.destroyed;
    },
    ask: async (query, headers) => {
      const answer = await ask('/graphql', 'POST', JSON.stringify({ query }), headers);
      requireSame(socket, answer.socket);
      return answer;
    },
    close: () => agent.destroy(),
  };
}

function requireSame(one: Socket, other: Socket | null): void {
  if (one !== other) throw new Error('The connection was closed and another one was made.');
}
