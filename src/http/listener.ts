import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Listener = {
  readonly url: string;
  /** Takes no new connection, lets every request that has arrived be answered for up to `timeoutMs`, then cuts the rest. */
  close(timeoutMs: number): Promise<void>;
};

type Address = { readonly host: string; readonly port: number };

/** Rejects when the address cannot be had. */
export async function listen(handle: RequestListener, { host, port }: Address): Promise<Listener> {
  const server = createServer((request, response) => {
    // A kept-alive connection would otherwise hold up the closing until its client goes away.
    if (!server.listening) response.setHeader('connection', 'close');
    response.once('close', () => server.listening || server.closeIdleConnections());
    handle(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { url: urlOf(server.address() as AddressInfo), close: (timeoutMs) => close(server, timeoutMs) };
}

async function close(server: Server, timeoutMs: number): Promise<void> {
  const timeout = setTimeout(() => server.closeAllConnections(), timeoutMs);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(timeout);
}

function urlOf({ address, family, port }: AddressInfo): string {
  const anywhere = address === '0.0.0.0' || address === '::';
  const host = anywhere ? '127.0.0.1' : family === 'IPv6' ? `[${address}]` : address;
  return `http://${host}:${port}`;
}
