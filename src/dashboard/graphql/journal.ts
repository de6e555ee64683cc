import { getOperationName, type Operation, stringifyDocument } from 'urql';
import { createStore } from '../lib/store.ts';

/** An operation that the page has sent, as a developer would send it. */
export type RecordedOperation = {
  readonly key: number;
  readonly name: string;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The value of `x-project-id`. Null: the header was not sent. */
  readonly projectId: string | null;
};

const RECORDED_MAX = 12;
const SECRET_NAMES = /^(credentials|secret|headers|value)$/;

/** The operations of the page that is open, newest last. */
export const journal = createStore<readonly RecordedOperation[]>([]);

export function recordOperation({ key, kind, query, variables, context }: Operation): void {
  if (kind !== 'query' && kind !== 'mutation') return;
  if (journal.get().some((recorded) => recorded.key === key)) return;
  const { fetchOptions } = context;
  const options = typeof fetchOptions === 'function' ? fetchOptions() : fetchOptions;
  const entry = {
    key,
    name: getOperationName(query) ?? kind,
    text: stringifyDocument(query).replaceAll(/^\s*__typename\n/gm, ''),
    variables: withoutSecrets(variables ?? {}),
    projectId: new Headers(options?.headers).get('x-project-id'),
  };
  journal.set([...journal.get(), entry].slice(-RECORDED_MAX));
}

/** Forgets the operations of the page that is left. */
export const clearJournal = () => journal.set([]);

/** Replaces the values of fields that can be secret. */
function withoutSecrets(value: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) => {
      if (field === undefined) return [];
      if (SECRET_NAMES.test(name)) return [[name, '…']];
      const isObject = typeof field === 'object' && field !== null && !Array.isArray(field);
      return [[name, isObject ? withoutSecrets(field) : field]];
    }),
  );
}
