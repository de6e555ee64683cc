import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { createPool } from '../../../src/postgres/pool.ts';
import { makeBusyPort } from '../../support/network/busy-port.ts';

test('a process waits for a database address that takes a second to connect, although there is another one', async () => {
  const pool = createPool({ url: 'postgresql://unused.example/', connectionsMax: 1 });
  const busy = await makeBusyPort();
  setTimeout(busy.release, 500);
  const addresses = ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 }));
  const socket = connect({
    host: 'database.example',
    port: busy.port,
    lookup: (_host, _options, callback) => callback(null, addresses),
  });
  await once(socket, 'connect');
  expect(socket.remoteAddress).toBe('127.0.0.1');
  socket.destroy();
  await pool.end();
});
