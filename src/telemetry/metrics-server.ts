import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listenAt } from '../lib/listen.ts';

export type MetricsAddress = { readonly host: string; readonly port: number };

/** Metrics in the exposition format of Prometheus. */
export type Exposition = { readonly contentType: string; readonly text: string };

export type MetricsListener = { readonly url: string; close(): Promise<void> };

/** Enough for several scrapers. */
const CONNECTIONS_MAX = 20;
const REQUEST_TIMEOUT_MS = 10_000;

const PATH = '/metrics';

/** Starts an HTTP server for metrics only. Throws ListenError when it cannot listen at the address. */
export async function startMetricsServer(
  expose: () => Promise<Exposition>,
  { host, port }: MetricsAddress,
  warn: (error: unknown) => void,
): Promise<MetricsListener> {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, async ({ method, url }, response) => {
    if (url?.split('?', 1)[0] !== PATH) return response.writeHead(404).end();
    if (method !== 'GET' && method !== 'HEAD') return response.writeHead(405, { allow: 'GET, HEAD' }).end();
    try {
      const { contentType, text } = await expose();
      return response.writeHead(200, { 'content-type': contentType }).end(text);
    } catch (error) {
      warn(error);
      return response.writeHead(500).end();
    }
  });
  server.maxConnections = CONNECTIONS_MAX;
  await listenAt(server, { host, port, settings: { host: 'METRICS_HOST', port: 'METRICS_PORT' } });
  const { address, port: boundPort, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${boundPort}${PATH}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
