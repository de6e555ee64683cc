import { TestRunner } from 'vitest';

type HeaderSet = Readonly<Record<string, string>>;

const MODERN = 'application/graphql-response+json,application/json;q=0.9';

/** The headers that GraphQL clients send with each operation, besides its content type and key. */
const headersOfClients: readonly HeaderSet[] = [
  // Apollo Client 4.
  { accept: MODERN },
  // urql.
  {
    accept:
      'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
  },
  // graphql-request.
  {
    accept: 'application/graphql-response+json; charset=utf-8, application/json; charset=utf-8',
  },
  // The network layer of the documentation of Relay: fetch in a browser or in Node.js.
  { accept: '*/*', 'accept-language': '*', 'sec-fetch-mode': 'cors' },
  // Apollo Client 4 in a browser, on a page of another origin.
  {
    accept: MODERN,
    'accept-language': 'pt-BR,pt;q=0.9,en;q=0.8',
    origin: 'https://dashboard.example.com',
    referer: 'https://dashboard.example.com/',
    'sec-fetch-dest': 'empty',
    'sec-fetch-mode': 'cors',
    'sec-fetch-site': 'cross-site',
  },
];

/** Adds the headers of a client to a request to /graphql that has no `accept` and no `origin`: always the same client for a test, and
 *  another one for the next. Requests outside tests, and to other endpoints, stay as they are. */
export function asClient(request: Request): Request {
  const test = TestRunner.getCurrentTest();
  const isOperation = request.method === 'POST' && new URL(request.url).pathname === '/graphql';
  if (!test || !isOperation || request.headers.has('accept') || request.headers.has('origin')) return request;
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(headersFor(`${test.file.name} ${test.fullTestName}`)))
    headers.set(name, value);
  return new Request(request, { headers });
}

/** Distributes the clients over the names of tests. */
function headersFor(testName: string): HeaderSet {
  let hash = 0;
  for (const character of testName) hash = (hash * 31 + character.charCodeAt(0)) % 1_000_003;
  return headersOfClients[hash % headersOfClients.length] ?? {};
}
