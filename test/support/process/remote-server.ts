import { connect } from 'node:net';
import type { TestServer } from '../server.ts';

/** The server at an address, as the operations of client.ts want it. */
export function remoteServer(url: string): TestServer {
  return {
    get database(): never {
      throw new Error('The database of another process is not known here.');
    },
    listen: () => Promise.reject(new Error('It runs elsewhere and listens already.')),
    fetch: async (request) => {
      const { method, headers } = request;
      return fetch(url + new URL(request.url).pathname, { method, headers, body: await request.text() });
    },
  };
}

/** Whether anybody takes connections at the address. */
export async function takesConnections(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

export type Welcome = {
  readonly organizationKey: string | null;
  readonly projectKey: string | null;
  /** The command as printed, without its indentation. */
  readonly curl: string | null;
};

/** What a person finds in the text that a start prints. */
export function readWelcome(printed: string): Welcome {
  const find = (pattern: RegExp) => pattern.exec(printed)?.[1] ?? null;
  return {
    organizationKey: find(/organization key +(\S+)/),
    projectKey: find(/project key +(\S+)/),
    curl: find(/^ *(curl (?:.*\\\n)*.*)$/m),
  };
}
