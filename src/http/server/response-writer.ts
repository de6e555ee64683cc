import type { ServerResponse } from 'node:http';
import { SLICE_BYTES, turns } from '../../lib/turn-queue.ts';
import type { FairScheduler } from '../fair-scheduler.ts';
import type { ChargeState } from '../rate-limit/rate-limiter.ts';
import { type HttpResponse, NO_CONTENT } from '../response.ts';

/** The request that is answered, as far as shares are concerned. */
export type AnsweredRequest = {
  readonly scheduler: Pick<FairScheduler, 'beginLargeWrite' | 'keepStalled'>;
  readonly chargeState: ChargeState;
};

/** Bodies from this size on are written in slices. */
const LARGE_BYTES = 128 * 1_024;
const STALL_MS = 1_000;

/** Sends a response with its length. Writes a small body at once. Writes a large one in slices: each takes a turn of the organization, is
 *  encoded when it is written, and waits until the client has read the previous ones. Resolves when the socket has everything, or when
 *  the client has disconnected. A client that stalls is disconnected when its organization has too many such clients. */
export async function sendResponse(
  response: ServerResponse,
  { status, headers, body }: HttpResponse,
  { scheduler, chargeState }: AnsweredRequest,
): Promise<void> {
  const byteLength = typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength;
  response.writeHead(status, status === NO_CONTENT ? headers : { ...headers, 'content-length': byteLength });
  if (typeof body === 'string' && byteLength < LARGE_BYTES) {
    response.end(body);
    return;
  }
  const organizationId = scheduler.beginLargeWrite(chargeState);
  for (const slice of typeof body === 'string' ? slicesOf(body) : body.chunks) {
    await turns.next(organizationId);
    if (response.destroyed) return;
    if (!response.write(slice)) await untilRead(response, () => scheduler.keepStalled(chargeState));
  }
  response.end();
}

function* slicesOf(text: string): Generator<Buffer> {
  for (let from = 0; from < text.length; ) {
    const end = from + SLICE_BYTES;
    const to = isInsidePair(text, end) ? end - 1 : end;
    yield Buffer.from(text.slice(from, to));
    from = to;
  }
}

/** Whether the position divides a surrogate pair, whose halves cannot be encoded separately. */
const isInsidePair = (text: string, position: number) =>
  position < text.length && (text.codePointAt(position - 1) ?? 0) > 0xffff;

/** Waits until the client has read what was written. Disconnects it when it stalls and `keepStalled` returns false. */
function untilRead(response: ServerResponse, keepStalled: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      if (!keepStalled()) response.destroy();
    }, STALL_MS);
    const settle = () => {
      clearTimeout(timer);
      response.off('drain', settle);
      response.off('close', settle);
      resolve();
    };
    response.once('drain', settle);
    response.once('close', settle);
  });
}
