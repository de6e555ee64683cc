import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createServer, type Server } from '../../../src/app/server.ts';
import { type Credentials, post } from '../../support/client.ts';
import { sharedTestDatabase } from '../../support/database/test-database.ts';
import { unknownSecret } from '../../support/fixtures/secrets.ts';
import { makeWorld } from '../../support/fixtures.ts';
import { fetchOverNetwork } from '../../support/http/send.ts';
import { makeReceiver, status } from '../../support/network/webhook-receiver.ts';
import { type TestServer, testConfig } from '../../support/server.ts';

type Span = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly service: unknown;
};

type Attribute = { readonly key: string; readonly value: Readonly<Record<string, unknown>> };
type Export = {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly (Omit<Span, 'attributes'> & { readonly attributes: readonly Attribute[] })[];
    }[];
  }[];
};

const SERVER_KIND = 2;
const CLIENT_KIND = 3;
const valuesOf = (attributes: readonly Attribute[]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

/** The spans in what a collector was sent. */
const spansIn = (bodies: readonly string[]): readonly Span[] =>
  bodies
    .flatMap((body) => (JSON.parse(body) as Export).resourceSpans)
    .flatMap(({ resource, scopeSpans }) =>
      scopeSpans.flatMap(({ spans }) =>
        spans.map((span) => ({
          ...span,
          attributes: valuesOf(span.attributes),
          service: valuesOf(resource.attributes)['service.name'],
        })),
      ),
    );

type TracedServer = { readonly server: Server; readonly endpoint: TestServer; readonly log: string[] };

/** A server that traces, asked over the network. What is left to send leaves when it closes. */
async function startTracing(endpoint: string): Promise<TracedServer> {
  const database = await sharedTestDatabase();
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
  const config = testConfig(database, { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
  const server = await createServer(config, { log });
  onTestFinished(() => server.close());
  const listening = await server.listen();
  const fetch = (request: Request) => fetchOverNetwork(listening.url, request);
  return { server, log: lines, endpoint: { database, listen: async () => listening, fetch } };
}

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';
const followed = (credentials: Credentials) => ({ ...credentials, traceparent: `00-${TRACE}-${CALLER}-01` });
const body = (query: string, variables = {}) => JSON.stringify({ query, variables });

const childrenOf = (spans: readonly Span[], parent: Span | undefined) =>
  spans.filter(({ parentSpanId }) => parent && parentSpanId === parent.spanId);

describe('a trace', () => {
  test('continues that of the client through request and operation to each statement, on the fast path and in the API', async () => {
    const collector = await makeReceiver();
    const { endpoint, server, log } = await startTracing(new URL(collector.url).origin);
    const { organization, project } = await makeWorld(endpoint);
    const headers = followed(project.credentials);
    const sent = [
      body('query Plain { viewer { kind } }'),
      body('query Plain { viewer { kind } }'),
      body('query Plain { viewer { kind } }'),
    ];
    for (const one of sent) await post(endpoint, one, headers);
    await post(endpoint, sent[0] ?? '', { ...headers, 'idempotency-key': 'x' });
    const secret = 'never-told';
    const update = `mutation Rename($id: ID!) { updateProject(input: { id: $id, name: "${secret}" }) { project { id } } }`;
    await post(endpoint, body(update, { id: project.id }), followed(organization.credentials));
    await post(endpoint, sent[0] ?? '', followed({ 'x-api-key': unknownSecret('ak_') }));
    await server.close();
    const bodies = collector.requests.map((request) => request.body);
    expect(collector.requests.map(({ path }) => path)).toContain('/v1/traces');
    for (const hidden of [secret, project.secret, organization.secret, '$id', 'viewer {'])
      expect(bodies.join('')).not.toContain(hidden);
    const spans = spansIn(bodies).filter(({ traceId }) => traceId === TRACE);
    const requests = spans.filter(({ parentSpanId }) => parentSpanId === CALLER);
    expect(requests).toHaveLength(6);
    for (const request of requests)
      expect(request).toMatchObject({
        name: 'POST /graphql',
        kind: SERVER_KIND,
        service: 'bailiwick',
        attributes: {
          'http.route': '/graphql',
          'http.request.method': 'POST',
          'client.address': '127.0.0.1',
        },
      });
    const [first, second, third, careful, mutation, refused] = requests.map((request) => {
      const operations = childrenOf(spans, request).filter(({ kind }) => kind !== CLIENT_KIND);
      return { request, operations, statements: childrenOf(spans, operations[0]) };
    });
    for (const traced of [first, second, third, careful]) {
      expect(traced?.operations).toMatchObject([
        {
          name: 'query',
          attributes: { 'graphql.operation.type': 'query', 'graphql.operation.name': 'Plain' },
        },
      ]);
    }
    expect(third?.statements).toMatchObject([
      { kind: CLIENT_KIND, attributes: { 'db.system.name': 'postgresql' } },
    ]);
    expect(mutation?.operations).toMatchObject([{ name: 'mutation' }]);
    const writes = mutation?.statements.map(({ attributes }) => attributes['db.operation.name']);
    expect(writes).toContain('INSERT');
    expect(writes).toContain('COMMIT');
    expect(refused?.operations).toEqual([]);
    expect(refused?.request.attributes['http.response.status_code']).toBe(401);
    const known = new Set([CALLER, ...spans.map(({ spanId }) => spanId)]);
    expect(spans.filter(({ parentSpanId }) => !known.has(parentSpanId ?? ''))).toEqual([]);
    expect(log.some((line) => line.includes(`"traceId":"${TRACE}"`))).toBe(true);
  });

  test('starts with a request without a valid traceparent, and not with health checks', async () => {
    const collector = await makeReceiver();
    const { endpoint, server } = await startTracing(new URL(collector.url).origin);
    await endpoint.fetch(new Request('http://bailiwick.test/health/live'));
    await endpoint.fetch(
      new Request('http://bailiwick.test/nowhere/1', { headers: { traceparent: 'nonsense' } }),
    );
    await server.close();
    expect(spansIn(collector.requests.map((request) => request.body))).toMatchObject([
      { name: 'GET', kind: SERVER_KIND, attributes: { 'url.path': '/nowhere/1' } },
    ]);
  });
});

describe('a trace does not', () => {
  test('delay requests or the shutdown when the collector hangs', async () => {
    const mute = createHttpServer(() => {});
    await once(mute.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => {
      mute.closeAllConnections();
      mute.close();
    });
    const { port } = mute.address() as AddressInfo;
    const { endpoint, server } = await startTracing(`http://127.0.0.1:${port}`);
    const { project } = await makeWorld(endpoint);
    for (const _ of [0, 1])
      expect((await post(endpoint, body('{ viewer { kind } }'), project.credentials)).status).toBe(200);
    const since = performance.now();
    await server.close();
    expect(performance.now() - since).toBeLessThan(4_000);
  });

  test('fail requests when the collector rejects spans: the log says so once', async () => {
    const collector = await makeReceiver();
    collector.answerWith(status(400));
    const { endpoint, server, log } = await startTracing(new URL(collector.url).origin);
    expect((await endpoint.fetch(new Request('http://bailiwick.test/nowhere'))).status).toBe(404);
    await server.close();
    expect(log.filter((line) => line.includes('failed to export traces'))).toHaveLength(1);
  });
});
