import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/** Answers every request with 204. */
const PROGRAM = `
  const server = require('node:http').createServer((_request, response) => response.writeHead(204).end());
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => console.log(server.address().port));`;
/** More than wait for a process that accepts nothing. What comes then has to knock again after a second. */
const FILLING_COUNT = 8;
const FILLED_MS = 200;

/** A port of 127.0.0.1 whose process is stopped, with as many connections as can wait for it. */
export async function makeBusyPort() {
  const child = spawn(process.execPath, ['-e', PROGRAM], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [printed] = await once(child.stdout, 'data');
  const port = Number(printed);
  child.kill('SIGSTOP');
  const filling = Array.from({ length: FILLING_COUNT }, () => connect(port, '127.0.0.1'));
  for (const socket of filling) socket.on('error', () => {});
  onTestFinished(() => {
    for (const socket of filling) socket.destroy();
    child.kill('SIGKILL');
  });
  await sleep(FILLED_MS);
  return { port, release: () => child.kill('SIGCONT') };
}
