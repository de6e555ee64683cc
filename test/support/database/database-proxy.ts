import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import pg from 'pg';

export type DatabaseProxy = {
  /** The same database, by way of the proxy. */
  readonly url: string;
  /** Cuts all connections and takes no new ones. */
  cut(): Promise<void>;
  /** Lets nothing through, and says nothing. */
  freeze(): void;
  /** Lets everybody through again. */
  mend(): Promise<void>;
  /** Leads to another place from now on. */
  redirect(databaseUrl: string): void;
  readonly connectionCount: number;
  close(): Promise<void>;
};

/** Stands between a server and its database, and fails as networks do. */
export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const { user, password, database } = new pg.Client({ connectionString: databaseUrl });
  let target = targetOf(databaseUrl);
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const proxy = createServer((inner) => {
    const outer = connect(target);
    for (const socket of [inner, outer]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => {
        sockets.delete(socket);
        inner.destroy();
        outer.destroy();
      });
    }
    inner.pipe(outer).pipe(inner);
    if (isFrozen) stop(inner, outer);
  });
  const listen = async (at: number) => {
    proxy.listen(at, '127.0.0.1');
    await once(proxy, 'listening');
    return (proxy.address() as AddressInfo).port;
  };
  const cut = async () => {
    const closed = once(proxy, 'close');
    proxy.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  const ownPort = await listen(0);
  const secret = password ? `:${encodeURIComponent(password)}` : '';
  return {
    url: `postgresql://${encodeURIComponent(user ?? '')}${secret}@127.0.0.1:${ownPort}/${database}?sslmode=disable`,
    cut,
    freeze: () => {
      isFrozen = true;
      stop(...sockets);
    },
    mend: async () => {
      isFrozen = false;
      for (const socket of sockets) socket.destroy();
      if (!proxy.listening) await listen(ownPort);
    },
    redirect: (url) => {
      target = targetOf(url);
    },
    get connectionCount() {
      return sockets.size / 2;
    },
    close: () => (proxy.listening ? cut() : Promise.resolve()),
  };
}

export function targetOf(databaseUrl: string) {
  const { host, port } = new pg.Client({ connectionString: databaseUrl });
  return host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port };
}

function stop(...sockets: readonly Socket[]): void {
  for (const socket of sockets) {
    socket.unpipe();
    socket.pause();
  }
}
