import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { AppContext } from '../../domain/core/app-context.ts';
import { listenAt } from '../../lib/listen.ts';
import { clientTimeouts, guardConnections } from './connection-guards.ts';

export type Listener = {
  readonly url: string;
  /** Sends `Connection: close` with every response from now on. New connections are still accepted, until load balancers have noticed. */
  drain(): void;
  /** Accepts no new connections, waits up to `timeoutMs` for requests in progress, then closes the remaining connections. */
  close(timeoutMs: number): Promise<void>;
};

export type ListenOptions = Pick<AppContext, 'reportError'> & {
  readonly host: string;
  readonly port: number;
  /** Connections open at once. Further ones are rejected. */
  readonly connectionsMax: number;
};

/** Longer than clients and proxies keep idle connections, so that the server does not close one while a request is being sent. */
const KEEP_ALIVE_TIMEOUT_MS = 75_000;

/** Accepts connections and passes requests to the handler. Throws ListenError when the server cannot listen at the address. */
export async function listen(handle: RequestListener, options: ListenOptions): Promise<Listener> {
  let isDraining = false;
  const server = createServer(
    { ...clientTimeouts, keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS },
    (request, response) => {
      if (isDraining || !server.listening) response.setHeader('connection', 'close');
      // Idle keep-alive connections would otherwise delay the shutdown.
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

/** Tracks connections without a request so far. Node.js does not count them as idle. */
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
  const isWildcard = address === '0.0.0.0' || address === '::';
  const host = isWildcard ? '127.0.0.1' : family === 'IPv6' ? `[${address}]` : address;
  return `http://${host}:${port}`;
}
