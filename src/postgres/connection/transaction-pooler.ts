import type pg from 'pg';

/** Explicit isolation level and access mode, because session defaults apply to a transaction that states none. */
export const BEGIN = 'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE';

const BEGINS = /^\s*(?:BEGIN|START\s+TRANSACTION)\b[^;]*/i;
const ENDS = /^\s*(?:COMMIT|END|ABORT|ROLLBACK(?!\s+TO)(?!\s+\w+\s+TO))\b/i;

/** Whether a pooler is in between: the backend process differs from the one announced to the driver at connect. */
export function isPooled(client: pg.ClientBase, backendPid: number | undefined): boolean {
  return Reflect.get(client, 'processID') !== backendPid;
}

type Send = (...statement: readonly unknown[]) => unknown;

/** Makes every transaction of the client begin with `pin`, and wraps each statement outside of a transaction into its
 *  own, sent in the same write. A pooler may assign another connection for each transaction, which keeps few session
 *  settings. Only for clients that pipeline. */
export function pinEachTransaction(client: pg.ClientBase, pin: string): void {
  const send: Send = client.query.bind(client);
  let isOpen = false;
  const query: Send = (statement, ...rest) => {
    const text = textOf(statement);
    if (BEGINS.test(text)) {
      isOpen = true;
      return send(
        withText(
          statement,
          text.replace(BEGINS, (begin) => `${explicit(begin)}; ${pin}`),
        ),
        ...rest,
      );
    }
    if (ENDS.test(text)) isOpen = false;
    else if (!isOpen) return sendInTransaction(send, pin, statement, rest);
    return send(statement, ...rest);
  };
  Object.assign(client, { query });
}

const explicit = (begin: string) => (/ISOLATION/i.test(begin) ? begin : BEGIN);

const textOf = (statement: unknown): string => {
  if (typeof statement === 'string') return statement;
  return typeof statement === 'object' && statement !== null && 'text' in statement
    ? String(statement.text)
    : '';
};

const withText = (statement: unknown, text: string) =>
  typeof statement === 'object' && statement !== null ? { ...statement, text } : text;

type Callback = (error: unknown, rows?: unknown) => void;

const isCallback = (value: unknown): value is Callback => typeof value === 'function';

/** Resolves only after the commit. */
function sendInTransaction(send: Send, pin: string, statement: unknown, rest: readonly unknown[]): unknown {
  const callback = rest.find(isCallback);
  const values = rest.filter((value) => !isCallback(value));
  const sendAlone = (...sent: readonly unknown[]) =>
    new Promise((resolve, reject) => {
      send(...sent, (error: unknown, rows: unknown) => (error ? reject(error) : resolve(rows)));
    });
  const result = resultUnlessRejected(1, [
    sendAlone(`${BEGIN}; ${pin}`),
    sendAlone(statement, ...values),
    sendAlone('COMMIT'),
  ]);
  if (!callback) return result;
  result.then((rows) => callback(null, rows), callback);
  return undefined;
}

/** Returns the result at this index once all have settled. Rejects with the first failure. */
async function resultUnlessRejected(index: number, sent: readonly unknown[]): Promise<unknown> {
  const outcomes = await Promise.allSettled(sent);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  const outcome = outcomes[index];
  return outcome?.status === 'fulfilled' ? outcome.value : undefined;
}
