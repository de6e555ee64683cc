import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createFairScheduler, type FairScheduler } from '../../../src/http/fair-scheduler.ts';
import type { ChargeState } from '../../../src/http/rate-limit/rate-limiter.ts';
import type { ResponseBody } from '../../../src/http/response.ts';
import { sendResponse } from '../../../src/http/server/response-writer.ts';
import { serializeLarge } from '../../../src/lib/large-json.ts';

const SLICE_MAX = 200 * 1_024;
/** A response counts as stalled after a second. */
const STALL_MS_MAX = 25_000;
const actorOf = (organizationId: string) => ({ kind: 'organization', organizationId, apiKey: {} }) as never;

const closings: (() => void)[] = [];
afterEach(() => {
  for (const close of closings.splice(0)) close();
});

type Sent = { readonly writes: number[]; readonly response: ServerResponse; readonly done: Promise<void> };

/** Serves one body to every request, and records the size of each write. */
async function serve(body: ResponseBody, scheduler: FairScheduler, organizationId = 'a') {
  const sent: Sent[] = [];
  const server = createServer((_request, response) => {
    const writes: number[] = [];
    const write = response.write.bind(response);
    response.write = ((chunk: Buffer) => {
      writes.push(chunk.length);
      return write(chunk);
    }) as typeof response.write;
    const chargeState: ChargeState = {};
    scheduler.acquire(chargeState, actorOf(organizationId), false);
    const headers = { 'content-type': 'application/json' };
    const done = sendResponse(response, { status: 200, headers, body }, { scheduler, chargeState }).finally(
      () => scheduler.release(chargeState),
    );
    sent.push({ writes, response, done });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sent };
}

/** Opens a connection that sends a request and reads nothing. */
function stall(url: string): void {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname, () =>
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'),
  );
  socket.on('error', () => {});
  socket.pause();
  closings.push(() => socket.destroy());
}

describe('a response', () => {
  test('that is small is written at once, with its length', async () => {
    const { url, sent } = await serve('{"é":1}', createFairScheduler(10));
    const answer = await fetch(url);
    expect(answer.headers.get('content-length')).toBe('8');
    expect(await answer.text()).toBe('{"é":1}');
    expect(sent[0]?.writes).toEqual([]);
  });

  const rows = Array.from({ length: 100 }, (_, index) => ({ index, text: `"é😀${'x'.repeat(100_000)}` }));
  const json = JSON.stringify(rows);
  test.each<[string, () => Promise<ResponseBody>]>([
    ['a text', async () => json],
    ['a text of surrogate pairs', async () => `x${'😀'.repeat(2_500_000)}`],
    ['a serialized value', async () => (await serializeLarge(rows, Number.POSITIVE_INFINITY, 'a')) ?? ''],
  ])('of 10 MB is written in small slices with its length: %s', async (_name, make) => {
    const scheduler = createFairScheduler(10);
    const body = await make();
    const text = typeof body === 'string' ? body : json;
    const { url, sent } = await serve(body, scheduler);
    const answer = await fetch(url);
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
    expect((await answer.text()) === text).toBe(true);
    const writes = sent[0]?.writes ?? [];
    expect(writes.length).toBeGreaterThan(50);
    expect(Math.max(...writes)).toBeLessThanOrEqual(SLICE_MAX);
    expect(scheduler.requests.usedCount).toBe(0);
  });

  test('that its client does not read is not written further, and its slot becomes free', async () => {
    const scheduler = createFairScheduler(10);
    const { url, sent } = await serve('x'.repeat(60_000_000), scheduler);
    stall(url);
    await expect.poll(() => sent.length).toBe(1);
    expect(scheduler.requests.usedBy('a')).toBe(1);
    await expect.poll(() => scheduler.requests.usedBy('a'), { timeout: STALL_MS_MAX }).toBe(0);
    const [first] = sent;
    if (!first) throw new Error('It was sent.');
    expect(first.response.writableLength).toBeLessThan(SLICE_MAX);
    expect(first.response.destroyed).toBe(false);
  });

  test('is kept for eight such clients of an organization, and for those of another one', async () => {
    const scheduler = createFairScheduler(10);
    const text = 'x'.repeat(60_000_000);
    const [greedy, quiet] = [await serve(text, scheduler, 'a'), await serve(text, scheduler, 'b')];
    for (let opened = 0; opened < 10; opened += 1) stall(greedy.url);
    const cut = () => greedy.sent.filter(({ response }) => response.destroyed).length;
    await expect.poll(cut, { timeout: STALL_MS_MAX }).toBe(2);
    stall(quiet.url);
    await expect.poll(() => scheduler.requests.usedBy('b'), { timeout: STALL_MS_MAX }).toBe(1);
    await expect.poll(() => scheduler.requests.usedBy('b'), { timeout: STALL_MS_MAX }).toBe(0);
    expect(quiet.sent[0]?.response.destroyed).toBe(false);
    expect(cut()).toBe(2);
    await Promise.all(greedy.sent.filter(({ response }) => response.destroyed).map(({ done }) => done));
  });
});
