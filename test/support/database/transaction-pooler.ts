import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import pg from 'pg';
import { targetOf } from './database-proxy.ts';

export type TransactionPooler = {
  readonly url: string;
  /** The transactions that each connection to PostgreSQL has served. */
  readonly served: readonly number[];
  close(): Promise<void>;
};

const PROTOCOL = 196_608;
const [SYNC, QUERY, TERMINATE, READY, PARSE, BIND, CLOSE] = ['S', 'Q', 'X', 'Z', 'P', 'B', 'C'];

type Lent = {
  readonly socket: Socket;
  readonly index: number;
  /** The names of its prepared statements. */
  readonly prepared: Set<string>;
  to: ((message: Buffer) => void) | null;
};

/** Lends one of a few connections to PostgreSQL for each transaction, in turns, as PgBouncer does in its mode "transaction". It
 *  keeps nothing of what a session has set, and parses a prepared statement again on a connection that does not have it. */
export async function startTransactionPooler(databaseUrl: string, size = 3): Promise<TransactionPooler> {
  const free: Lent[] = [];
  const wanting: ((lent: Lent) => void)[] = [];
  const served: number[] = [];
  const sockets = new Set<Socket>();
  const giveBack = (lent: Lent) => {
    lent.to = null;
    const next = wanting.shift();
    if (next) next(lent);
    else free.push(lent);
  };
  for (let index = 0; index < size; index += 1) {
    served.push(0);
    free.push(await openBackend(databaseUrl, index));
  }

  const parseMessages = new Map<string, Buffer>();
  const forward = ({ socket, prepared }: Lent, message: Buffer) => {
    const name = statementOf(message);
    if (typeOf(message) === PARSE && name) {
      parseMessages.set(name, message);
      if (prepared.has(name)) socket.write(framed(CLOSE ?? '', Buffer.from(`S${name}\0`)));
      prepared.add(name);
    }
    const parse = parseMessages.get(name);
    if (parse && !prepared.has(name)) socket.write(parse);
    if (parse) prepared.add(name);
    socket.write(message);
  };

  const serve = (client: Socket) => {
    sockets.add(client);
    let lent: Lent | null = null;
    let isAsking = false;
    let unanswered = 0;
    let isMidway = false;
    const unsent: Buffer[] = [];
    const take = (backend: Lent) => {
      lent = backend;
      isAsking = false;
      backend.to = (message) => {
        client.write(message);
        if (typeOf(message) !== READY) return;
        unanswered -= 1;
        if (unanswered > 0 || isMidway || message[5] !== 73) return;
        served[backend.index] = (served[backend.index] ?? 0) + 1;
        lent = null;
        giveBack(backend);
      };
      for (const message of unsent.splice(0)) forward(backend, message);
    };
    const onMessage = (message: Buffer) => {
      const type = typeOf(message);
      if (type === TERMINATE) return client.end();
      isMidway = type !== SYNC && type !== QUERY;
      if (!isMidway) unanswered += 1;
      if (lent) return forward(lent, message);
      unsent.push(message);
      const backend = free.shift();
      if (backend) take(backend);
      else if (!isAsking) wanting.push(take);
      isAsking = !backend;
      return undefined;
    };
    client.once('data', (startup) => {
      const later = startup.subarray(startup.readInt32BE(0));
      client.write(Buffer.concat([auth(), keyOf(4_242_424), ready()]));
      const read = messages(onMessage);
      client.on('data', read);
      if (later.length > 0) read(later);
    });
    client.on('error', () => {});
    client.once('close', () => sockets.delete(client));
  };

  const server = createServer(serve);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { user, database } = new pg.Client({ connectionString: databaseUrl });
  const { port } = server.address() as AddressInfo;
  const backends = [...free];
  return {
    url: `postgresql://${user}@127.0.0.1:${port}/${database}`,
    served,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of [...sockets, ...backends.map((lent) => lent.socket)]) socket.destroy();
      await closed;
    },
  };
}

async function openBackend(databaseUrl: string, index: number): Promise<Lent> {
  const { user, database } = new pg.Client({ connectionString: databaseUrl });
  const socket = connect(targetOf(databaseUrl));
  const lent: Lent = { socket, index, prepared: new Set(), to: null };
  socket.on('error', () => {});
  const body = Buffer.from(`....user\0${user}\0database\0${database}\0\0`);
  body.writeInt32BE(PROTOCOL, 0);
  socket.write(Buffer.concat([int32(body.length + 4), body]));
  await new Promise<void>((resolve) => {
    const read = messages((message) => {
      if (lent.to) lent.to(message);
      else if (typeOf(message) === READY) resolve();
    });
    socket.on('data', read);
  });
  return lent;
}

const typeOf = (message: Buffer) => String.fromCharCode(message[0] ?? 0);

/** The name of the statement that a message parses or binds. Empty: none. */
function statementOf(message: Buffer): string {
  const type = typeOf(message);
  if (type !== PARSE && type !== BIND) return '';
  const from = type === PARSE ? 5 : message.indexOf(0, 5) + 1;
  return message.subarray(from, message.indexOf(0, from)).toString();
}

/** Cuts what arrives into messages of the protocol. */
function messages(onMessage: (message: Buffer) => unknown): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 5) {
      const length = rest.readInt32BE(1) + 1;
      if (rest.length < length) return;
      const message = rest.subarray(0, length);
      rest = rest.subarray(length);
      onMessage(message);
    }
  };
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

const framed = (type: string, body: Buffer) =>
  Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
const auth = () => framed('R', int32(0));
const keyOf = (pid: number) => framed('K', Buffer.concat([int32(pid), int32(1)]));
const ready = () => framed(READY, Buffer.from('I'));
