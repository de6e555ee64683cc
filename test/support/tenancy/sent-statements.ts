import { observeQueries, type SentQuery } from '../database/sent-queries.ts';
import { statementExceptions } from './exceptions.ts';
import { tenantFaults } from './rule.ts';

type Sent = { readonly name: string; readonly text: string };

/** Statements of the product that are not checked yet, by their texts. */
const unchecked = new Map<string, Sent>();
const checkedTexts = new Set<string>();

/** Records each distinct statement that the product sends in this process. Tests have connections of their own. */
export const recordSentStatements = (): void => observeQueries(note);

function isOfProduct(client: object): boolean {
  const { connectionParameters } = client as { connectionParameters?: { application_name?: unknown } };
  return connectionParameters?.application_name === 'bailiwick';
}

function note({ client, name, text }: SentQuery): void {
  if (!isOfProduct(client) || checkedTexts.has(text)) return;
  checkedTexts.add(text);
  unchecked.set(text, { text, name });
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
