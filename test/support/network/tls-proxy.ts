import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { targetOf } from '../database/database-proxy.ts';

export type TlsProxy = {
  readonly port: number;
  /** The file of the certificate, which is its own CA. */
  readonly caFile: string;
  close(): Promise<void>;
};

/** A certificate of one's own, for localhost. */
function makeCertificate() {
  const folder = mkdtempSync(join(tmpdir(), 'bailiwick-tls-'));
  const [key, caFile] = [join(folder, 'key.pem'), join(folder, 'ca.pem')];
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const files = ['-keyout', key, '-out', caFile];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  execFileSync('openssl', ['req', '-x509', '-nodes', ...curve, '-days', '2', ...name, ...files], {
    stdio: 'ignore',
  });
  return { key: readFileSync(key), cert: readFileSync(caFile), caFile };
}

/** Stands before a database and speaks TLS, as PostgreSQL does over a network. Takes no client that asks for none. */
export async function startTlsProxy(databaseUrl: string): Promise<TlsProxy> {
  const { key, cert, caFile } = makeCertificate();
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    return socket;
  };
  const server = createServer((inner) => {
    keep(inner).once('data', () => {
      // Instead of what was asked, which is known: whether TLS may begin.
      inner.write('S');
      const secure = keep(new TLSSocket(inner, { isServer: true, key, cert }));
      const outer = keep(connect(targetOf(databaseUrl)));
      secure.pipe(outer).pipe(secure);
      secure.once('close', () => outer.destroy());
      outer.once('close', () => secure.destroy());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return { port: (server.address() as AddressInfo).port, caFile, close };
}
