// What is measured, against what, with what is promised and what is aimed for: ratios of rates, unless a row says otherwise.
import { asSentBy } from './clients.mjs';

const CONNECTIONS = 16;

const row = (name, op, against, [promise, aim], more = {}) => ({
  name,
  op,
  against,
  promise,
  aim,
  client: 'bare',
  variant: 'plain',
  connections: CONNECTIONS,
  ...more,
});

/** What public clients send. */
const CLIENTS = [
  ['q1', 'plain', 'bare'],
  ['q1', 'plain', 'apollo'],
  ['q1', 'plain', 'urql'],
  ['q1', 'plain', 'graphql-request'],
  ['q1', 'plain', 'browser'],
  ['q1', 'typename', 'bare'],
  ['q1', 'fragments', 'bare'],
  ['q1', 'include', 'bare'],
  ['q1', 'fragments', 'apollo'],
  ['q2', 'plain', 'apollo'],
  ['q2', 'fragments', 'bare'],
  ['q2', 'fragments', 'apollo'],
];
const ofClients = { q1: [2.5, 3.5], q2: [1.6, 2.2] };

const PROJECT_LISTS = ['accounts', 'triggers', 'sessions', 'calls', 'deliveries'];
const REST = ['rest1', 'rest50'];
const GATEWAY = ['verify', 'record1', 'record100'];

export const ROWS = [
  ...CLIENTS.map(([op, variant, client]) =>
    row(`clients/${op}/${variant}/${client}`, op, 'mercurius', ofClients[op], { variant, client }),
  ),
  row('bare/q1', 'q1', 'mercurius', [2.2, 3]),
  row('bare/q2', 'q2', 'mercurius', [2.1, 2.5]),
  row('bare/q3', 'q3', 'mercurius', [2, 2.6]),
  row('bare/q4', 'q4', 'mercurius', [1.2, 1.6]),
  row('bare/m1', 'm1', 'mercurius', [1.5, 2.4]),
  row('bare/m2', 'm2', 'mercurius', [1.1, 1.2]),
  ...PROJECT_LISTS.map((op) => row(`lists/${op}`, op, 'limit', [0.6, 0.75])),
  ...REST.map((op) => row(`rest/${op}`, op, 'limit', [0.6, 0.75])),
  ...GATEWAY.map((op) => row(`gateway/${op}`, op, 'limit', [0.7, 0.9])),
  row('one/q1', 'q1', 'mercurius', [1, 1.3], { connections: 1 }),
  row('one/m2', 'm2', 'mercurius', [0.9, 1.3], { connections: 1 }),
  row('many/q1', 'q1', 'mercurius', [1, 1.3], { connections: 64 }),
  row('many/m2', 'm2', 'mercurius', [1, 1.3], { connections: 64 }),
];

/** What the server itself may need at most. */
export const BOUNDS = {
  memoryMb: { name: 'memory after all rows, MB', promise: 150, aim: 110 },
  startSeconds: { name: 'start to first response, s', promise: 0.6, aim: 0.4 },
  tail: { name: 'p99 / p50 of the bare rows, worst', promise: 4, aim: 3 },
};

/** The rows that `only` names, each by a part of its name: `q1`, `clients`, `apollo`, `bare/m1`. */
export function selectRows(only) {
  if (only === undefined) return ROWS;
  const wanted = only.toLowerCase().split(',');
  const matches = ({ name }, part) => name === part || `/${name}/`.includes(`/${part}/`);
  const unknown = wanted.filter((part) => !ROWS.some((candidate) => matches(candidate, part)));
  if (unknown.length > 0)
    throw new Error(
      `There is no row ${unknown.join(', ')} among ${ROWS.map(({ name }) => name).join(', ')}.`,
    );
  return ROWS.filter((candidate) => wanted.some((part) => matches(candidate, part)));
}

/** A server that is sent the requests of one row. */
export function facing(server, { op, client, variant }) {
  let rest = [];
  // Each request is sent in one measurement only, as names and idempotency keys are used once.
  const requests = () => {
    if (rest.length === 0) rest = server.requestsOf(op, 0, 10_000);
    if (REST.includes(op)) return rest.map((request) => restRequest(server, op, request));
    return asSentBy(client, variant, server.documents[op], rest.splice(0, LIST_MAX));
  };
  return { ...server, requests };
}

/** The limit gets the variables instead of a path. */
const restRequest = ({ name }, op, { headers, path, variables }) => ({
  method: 'GET',
  headers,
  path: name === 'limit' ? `/${op}?${encodeURIComponent(JSON.stringify(variables))}` : path,
});

/** More than one measurement sends. */
const LIST_MAX = 20_000;
