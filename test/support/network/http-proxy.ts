import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy that serves another server below a path of its own. */
export type HttpProxy = {
  /** The address of the server behind it, with the path. */
  readonly url: string;
  /** Where requests go. Null: the proxy answers with 503, as for a server that restarts. */
  target: string | null;
  close(): Promise<void>;
};

export async function startHttpProxy(prefix: string): Promise<HttpProxy> {
  const pass = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { method, url = '', headers } = incoming;
    if (proxy.target === null || !url.startsWith(prefix)) {
      outgoing.writeHead(proxy.target === null ? 503 : 404).end();
      return;
    }
    const sent = request(`${proxy.target}${url.slice(prefix.length)}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    sent.on('error', () => outgoing.destroy());
    incoming.pipe(sent);
  };
  const listener = createServer(pass).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const proxy: HttpProxy = {
    url: `http://127.0.0.1:${port}${prefix}`,
    target: null,
    close: async () => {
      listener.closeAllConnections();
      listener.close();
    },
  };
  return proxy;
}
