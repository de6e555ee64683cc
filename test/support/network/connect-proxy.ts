import { once } from 'node:events';
import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';

export type Tunnel = {
  /** The address and port that the proxy was asked for. */
  readonly target: string;
  readonly authorization: string | undefined;
  /** The first bytes that the client sent through it. */
  readonly firstBytes: Promise<Buffer>;
};

/** A proxy that records what it is asked to connect to, and hangs up after the first bytes. `status`: what it answers. */
export async function makeConnectProxy(status = 200) {
  const tunnels: Tunnel[] = [];
  const server = createServer();
  server.on('connect', ({ url = '', headers }, socket) => {
    socket.on('error', () => {});
    const firstBytes = once(socket, 'data').then(([bytes]) => {
      socket.destroy();
      return bytes as Buffer;
    });
    firstBytes.catch(() => {});
    tunnels.push({ target: url, authorization: headers['proxy-authorization'], firstBytes });
    socket.write(`HTTP/1.1 ${status} Whatever\r\n\r\n`);
    if (status !== 200) socket.end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return { port, tunnels };
}
