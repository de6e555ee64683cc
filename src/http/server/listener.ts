import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { ReportError } from '../../graphql/errors.ts';
import { listenAt } from '../../lib/listen.ts';
import { clientTimeouts, guardConnections } from './connection-guards.ts';

export type Listener = {
  readonly url: string;
  /** From now on each answer ends its connection, and new ones are still taken: for as long as others need to hear of it. */
  drain(): void;
  /** Takes no new connection, lets every request that has arrived be answered for up to `timeoutMs`, then cuts the rest. */
  close(timeoutMs: number): Promise<void>;
};

export type ListenOptions = {
  readonly host: string;
  readonly port: number;
  /** Open at once. What comes then is not let in. */
  readonly connectionsMax: number;
  readonly reportError: ReportError;
};

/** Longer than the clients and proxies before us keep a connection, so that none is closed under a request. */
const KEEP_ALIVE_TIMEOUT_MS = 75_000;

/** Accepts connections and has each request handled. Throws ListenError when the address cannot be had. */
export async function listen(handle: RequestListener, options: ListenOptions): Promise<Listener> {
  let isDraining = false;
  const server = createServer(
    { ...clientTimeouts, keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS },
    (request, response) => {
      if (isDraining || !server.listening) response.setHeader('connection', 'close');
      // What is kept alive after its last answer would else hold up the end.
      response.once('close', () => server.listening || server.closeIdleConnections());
      handle(request, response);
    },
  );
  guardConnections(server, options);
  const unusedSockets = trackUnusedSockets(server);
  await listenAt(server, { ...options, settings: { host: 'HOST', port: 'PORT' } });
  return {
    url: urlOf(server.address() as AddressInfo),
    drain: () => {
      isDraining = true;
    },
    close: (timeoutMs) => close(server, unusedSockets, timeoutMs),
  };
}

/** Connections over which nothing was ever asked. Node does not count them as idle. */
function trackUnusedSockets(server: Server): ReadonlySet<Socket> {
  const silent = new Set<Socket>();
  server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }) => silent.delete(socket));
  return silent;
}

async function close(server: Server, silent: ReadonlySet<Socket>, timeoutMs: number): Promise<void> {
  const timeout = setTimeout(() => server.closeAllConnections(), timeoutMs);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    for (const socket of silent) socket.destroy();
  });
  clearTimeout(timeout);
}

function urlOf({ address, family, port }: AddressInfo): string {
  const anywhere = address === '0.0.0.0' || address === '::';
  const host = anywhere ? '127.0.0.1' : family === 'IPv6' ? `[${address}]` : address;
  return `http://${host}:${port}`;
}
