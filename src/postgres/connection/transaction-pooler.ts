import type pg from 'pg';

/** What a session is set to decides about a transaction that says nothing itself. */
export const BEGIN = 'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE';

const BEGINS = /^\s*(?:BEGIN|START\s+TRANSACTION)\b[^;]*/i;
const ENDS = /^\s*(?:COMMIT|END|ABORT|ROLLBACK(?!\s+TO)(?!\s+\w+\s+TO))\b/i;

/** Whether a pooler stands between: PostgreSQL's process is not the one that the driver was told of at the start. */
export function isByPooler(client: pg.ClientBase, backendPid: number | undefined): boolean {
  return Reflect.get(client, 'processID') !== backendPid;
}

type Send = (...asked: readonly unknown[]) => unknown;

/** Has every transaction of the client begin with `pin`, and puts each statement that is in none into one of its own, which leaves in
 *  the same piece. A pooler may lend another connection for each transaction, which keeps little of what a session has set. Only
 *  for clients that send without waiting for answers. */
export function pinEachTransaction(client: pg.ClientBase, pin: string): void {
  const send: Send = client.query.bind(client);
  let isOpen = false;
  const query: Send = (asked, ...rest) => {
    const text = textOf(asked);
    if (BEGINS.test(text)) {
      isOpen = true;
      return send(
        withText(
          asked,
          text.replace(BEGINS, (begin) => `${explicit(begin)}; ${pin}`),
        ),
        ...rest,
      );
    }
    if (ENDS.test(text)) isOpen = false;
    else if (!isOpen) return sendAlone(send, pin, asked, rest);
    return send(asked, ...rest);
  };
  Object.assign(client, { query });
}

const explicit = (begin: string) => (/ISOLATION/i.test(begin) ? begin : BEGIN);

const textOf = (asked: unknown): string => {
  if (typeof asked === 'string') return asked;
  return typeof asked === 'object' && asked !== null && 'text' in asked ? String(asked.text) : '';
};

const withText = (asked: unknown, text: string) =>
  typeof asked === 'object' && asked !== null ? { ...asked, text } : text;

type Callback = (error: unknown, result?: unknown) => void;

const isCallback = (value: unknown): value is Callback => typeof value === 'function';

/** Nobody is answered before the commit. */
function sendAlone(send: Send, pin: string, asked: unknown, rest: readonly unknown[]): unknown {
  const callback = rest.find(isCallback);
  const values = rest.filter((value) => !isCallback(value));
  const answering = firstFailureOr(1, [send(`${BEGIN}; ${pin}`), send(asked, ...values), send('COMMIT')]);
  if (!callback) return answering;
  answering.then((result) => callback(null, result), callback);
  return undefined;
}

/** What the one with this index comes to, once all have ended and none has failed. */
async function firstFailureOr(index: number, sent: readonly unknown[]): Promise<unknown> {
  const outcomes = await Promise.allSettled(sent);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  const outcome = outcomes[index];
  return outcome?.status === 'fulfilled' ? outcome.value : undefined;
}
