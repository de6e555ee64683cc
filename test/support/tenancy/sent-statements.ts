import pg from 'pg';
import { statementExceptions } from './exceptions.ts';
import { tenantFaults } from './rule.ts';

type Sent = { readonly name: string; readonly text: string };

/** Statements of the product that are not checked yet, by their texts. */
const unchecked = new Map<string, Sent>();
const checkedTexts = new Set<string>();
let isRecording = false;

/** Records each distinct statement that the product sends in this process. Tests have connections of their own. */
export function recordSentStatements(): void {
  if (isRecording) return;
  isRecording = true;
  const { prototype } = pg.Client;
  const send: (this: pg.Client, ...args: unknown[]) => unknown = prototype.query;
  prototype.query = function record(this: pg.Client, ...args: unknown[]) {
    if (isOfProduct(this)) note(args[0]);
    return send.apply(this, args);
  } as typeof prototype.query;
}

function isOfProduct(client: object): boolean {
  const { connectionParameters } = client as { connectionParameters?: { application_name?: unknown } };
  return connectionParameters?.application_name === 'bailiwick';
}

function note(query: unknown): void {
  const sent = typeof query === 'object' && query !== null && 'text' in query ? query : { text: query };
  const text = String(sent.text);
  if (checkedTexts.has(text)) return;
  checkedTexts.add(text);
  unchecked.set(text, { text, name: 'name' in sent ? String(sent.name ?? '') : '' });
}

/** Returns what is wrong with the statements that were sent since the last call. */
export function takeTenantFaults(): readonly string[] {
  const sent = [...unchecked.values()];
  unchecked.clear();
  return sent
    .filter((each) => !isException(each))
    .flatMap(({ name, text }) => tenantFaults(text).map((fault) => `${fault}: ${name} ${text}`));
}

const isException = ({ name, text }: Sent) =>
  statementExceptions.some(({ statement }) =>
    typeof statement === 'string' ? statement === name : statement.test(text),
  );
