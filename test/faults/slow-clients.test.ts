import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type Credentials, run } from '../support/client.ts';
import { makeOrganization } from '../support/fixtures.ts';
import { exchange } from '../support/http/raw-socket.ts';
import { Viewer } from '../support/operations/viewer.ts';
import { useServer } from '../support/server.ts';

const server = useServer({ transport: 'network', env: { MAX_CONNECTIONS: '800' } });

const SLOW_COUNT = 200;
const HEADERS_MS_MAX = 10_000;
const BODY_MS_MAX = 30_000;
/** What checks the clocks looks once a second. */
const SLACK_MS = 3_000;
const ANSWER_MS_MAX = 3_000;

const kinds = [
  // Byte by byte.
  { beginning: 'POST /graphql HTTP/1.1\r\nHost: localhost\r\n', drop: 'x: y\r\n', msMax: HEADERS_MS_MAX },
  // Nothing at all.
  { beginning: '', drop: '', msMax: HEADERS_MS_MAX },
  {
    beginning:
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{',
    drop: ' ',
    msMax: BODY_MS_MAX,
  },
];

type Slow = { readonly socket: Socket; readonly openedAt: number; received: string; endedAt: number | null };

async function open(beginning: string): Promise<Slow> {
  const { hostname, port } = new URL((await server.listen()).url);
  const socket = connect(Number(port), hostname);
  const slow: Slow = { socket, openedAt: performance.now(), received: '', endedAt: null };
  socket.setEncoding('latin1').on('data', (chunk) => {
    slow.received += chunk;
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    slow.endedAt = performance.now();
  });
  socket.write(beginning);
  return slow;
}

/** Sends a byte now and then, as somebody does who wants to stay. */
function drip(slows: readonly Slow[], drop: string): NodeJS.Timeout {
  return setInterval(() => {
    for (const { socket } of slows) if (socket.writable) socket.write(drop);
  }, 500);
}

const openMany = (count: number, beginning: string) =>
  Promise.all(Array.from({ length: count }, () => open(beginning)));

async function expectAnswers(credentials: Credentials, untilMs: number): Promise<void> {
  const endpoint = { ...server, fetch: server.fetchByNetwork };
  for (const startedAt = performance.now(); performance.now() - startedAt < untilMs; await sleep(100)) {
    const askedAt = performance.now();
    await run(endpoint, Viewer, {}, credentials);
    expect(performance.now() - askedAt).toBeLessThan(ANSWER_MS_MAX);
  }
}

describe('slow clients', () => {
  test('of every kind, 200 of each, are disconnected and do not delay other clients', async () => {
    const { credentials } = await makeOrganization(server);
    const groups = await Promise.all(
      kinds.map(async ({ beginning, drop, msMax }) => {
        const slows = await openMany(SLOW_COUNT, beginning);
        return { slows, msMax, dripping: drip(slows, drop) };
      }),
    );
    await expectAnswers(credentials, BODY_MS_MAX + SLACK_MS);
    for (const { slows, msMax, dripping } of groups) {
      clearInterval(dripping);
      for (const { endedAt, openedAt, received } of slows) {
        const keptMs = (endedAt ?? Number.POSITIVE_INFINITY) - openedAt;
        expect(keptMs).toBeGreaterThan(msMax - SLACK_MS);
        expect(keptMs).toBeLessThan(msMax + SLACK_MS);
        expect(received).toMatch(/^HTTP\/1\.1 408 /);
        expect(received).toContain('"code":"BAD_USER_INPUT"');
      }
    }
  });

  test('above MAX_CONNECTIONS are rejected, and others are accepted once they are gone', async () => {
    const many = await openMany(1_000, '');
    const isOut = ({ endedAt }: Slow) => endedAt !== null;
    await expect.poll(() => many.filter(isOut).length, { timeout: 8_000 }).toBeGreaterThanOrEqual(200);
    for (const { socket } of many) socket.destroy();
    await sleep(500);
    const { url } = await server.listen();
    expect(
      await exchange(url, 'GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'),
    ).toBe(200);
  });
});
