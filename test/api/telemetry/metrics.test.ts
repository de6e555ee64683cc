import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { organizationKey, post, run } from '../../support/client.ts';
import { whileLocked } from '../../support/database/transaction.ts';
import { unknownSecret } from '../../support/fixtures/secrets.ts';
import { makeOrganization, makeWorld } from '../../support/fixtures.ts';
import { JSON_TYPE, request } from '../../support/http/request.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { metricsAddressOf, sampleOf, scrape, seriesOf } from '../../support/process/metrics.ts';
import { useServer } from '../../support/server.ts';

const env = { METRICS_PORT: '0' };
const local = useServer({ transport: 'network', env });
const other = useServer({ transport: 'network', env, ownDatabase: true });
const off = useServer({ transport: 'network' });
const server: typeof local = Object.defineProperties(Object.create(local), {
  fetch: { value: (sent: Request) => local.fetchByNetwork(sent) },
});

const BACKLOG = 'bailiwick_webhook_deliveries_pending';

const scraped = async () => scrape(await metricsAddressOf(local));

describe('metrics', () => {
  test('follow the conventions of Prometheus: names, units, help, buckets, no duplicate series', async () => {
    const { credentials } = await makeOrganization(server);
    await run(server, Viewer, {}, credentials);
    await expect
      .poll(async () => sampleOf(await scraped(), 'bailiwick_requests_total', { root_field: 'viewer' }))
      .toBeGreaterThan(0);
    const families = await scraped();
    expect(families.length).toBeGreaterThan(20);
    const series = families.flatMap(({ samples }) => samples.map(({ id }) => id));
    expect(new Set(series).size).toBe(series.length);
    for (const { name, type, help, samples } of families) {
      expect(name).toMatch(/^(bailiwick|nodejs|process)_[a-z0-9_]+$/);
      expect(help.length, name).toBeGreaterThan(10);
      expect(name.endsWith('_total'), name).toBe(type === 'counter');
      expect(name).not.toMatch(/_(ms|milliseconds|mb|kilobytes|count|sum|bucket)$/);
      // Nothing was collected yet where a histogram of collections is empty.
      if (type !== 'histogram' || samples.length === 0) continue;
      expect(samples.some(({ id }) => id.includes('le="+Inf"'))).toBe(true);
    }
  });

  test('count each request once, by operation, outcome and reason, on the fast path and in the API', async () => {
    const { organization, project } = await makeWorld(server);
    const before = await scraped();
    const grown = async (name: string, labels: Record<string, string>) =>
      sampleOf(await scraped(), name, labels) - sampleOf(before, name, labels);
    const triggers = JSON.stringify({ query: '{ project { triggers { nodes { id } } } }' });
    for (const _ of [0, 1, 2]) await post(server, triggers, project.credentials);
    await post(server, triggers, { ...project.credentials, 'idempotency-key': 'x' });
    const labels = { endpoint: 'graphql', operation_type: 'query', root_field: 'project' };
    await expect.poll(() => grown('bailiwick_requests_total', { ...labels, status: '200' })).toBe(4);
    expect(await grown('bailiwick_request_duration_seconds_count', labels)).toBe(4);
    const missing = 'mutation { updateProject(input: { id: "proj_none" }) { project { id } } }';
    await post(server, JSON.stringify({ query: missing }), organization.credentials);
    await post(server, triggers, organizationKey(unknownSecret('oak_')));
    await request(server, '/nowhere');
    const updated = { endpoint: 'graphql', operation_type: 'mutation', root_field: 'updateProject' };
    await expect
      .poll(() => grown('bailiwick_request_errors_total', { ...updated, code: 'NOT_FOUND' }))
      .toBe(1);
    await expect
      .poll(() => grown('bailiwick_refusals_total', { code: 'UNAUTHENTICATED', reason: 'KEY_UNKNOWN' }))
      .toBe(1);
    await expect
      .poll(() =>
        grown('bailiwick_requests_total', {
          endpoint: 'none',
          operation_type: 'none',
          root_field: 'none',
          status: '404',
        }),
      )
      .toBe(1);
  });

  test('include the pool, the caches and the queue depth', async () => {
    const { credentials } = await makeOrganization(server);
    for (const _ of [0, 1, 2]) await run(server, Viewer, {}, credentials);
    const families = await scraped();
    expect(sampleOf(families, 'bailiwick_pool_connections_max', {})).toBe(10);
    expect(sampleOf(families, 'bailiwick_pool_connections', { state: 'idle' })).toBeGreaterThan(0);
    expect(sampleOf(families, 'bailiwick_cache_entries', { cache: 'documents' })).toBeGreaterThan(0);
    expect(sampleOf(families, 'bailiwick_cache_hits_total', { cache: 'identities' })).toBeGreaterThan(0);
    expect(sampleOf(families, 'bailiwick_webhook_deliveries_pending', {})).toBeGreaterThanOrEqual(0);
    expect(sampleOf(families, 'bailiwick_webhook_oldest_due_seconds', {})).toBeGreaterThanOrEqual(0);
  });

  test('are separate for two servers of one process, and not served on other ports', async () => {
    const { credentials } = await makeOrganization(server);
    await run(server, Viewer, {}, credentials);
    const families = await scrape(await metricsAddressOf(other));
    expect(sampleOf(families, 'bailiwick_requests_total', {})).toBe(0);
    expect((await off.listen()).metricsUrl).toBeNull();
    expect((await request(server, '/metrics')).status).toBe(404);
    const { origin } = new URL(await metricsAddressOf(local));
    expect((await fetch(`${origin}/graphql`)).status).toBe(404);
    expect((await fetch(`${origin}/metrics`, { method: 'POST' })).status).toBe(405);
  });
});

describe('metrics do not', () => {
  test('wait for a database that is unavailable: the queue depth is left out', async () => {
    const url = await metricsAddressOf(other);
    const lock = 'LOCK TABLE webhook_delivery IN ACCESS EXCLUSIVE MODE';
    let families: Awaited<ReturnType<typeof scrape>> = [];
    await whileLocked(other, lock, async () => {
      families = await scrape(url);
    });
    const pending = (of: typeof families) =>
      of.flatMap(({ samples }) => samples).filter(({ name }) => name === BACKLOG);
    expect(pending(families)).toEqual([]);
    expect(sampleOf(families, 'bailiwick_pool_connections_max', {})).toBe(10);
    await expect.poll(async () => pending(await scrape(url))).toMatchObject([{ value: 0 }]);
  });

  test('grow with operation names, aliases, paths and methods that clients send', async () => {
    const { credentials } = await makeOrganization(server);
    const answered = async () => {
      const families = await scraped();
      return sampleOf(families, 'bailiwick_requests_total', { root_field: 'viewer' });
    };
    const ask = async (name: string) => {
      await post(
        server,
        JSON.stringify({ query: `query ${name} { ${name}: viewer { kind } }` }),
        credentials,
      );
      await request(server, `/${name}`, { method: 'PUT', headers: JSON_TYPE, body: '{}' });
    };
    const countBefore = await answered();
    await ask('First');
    await expect.poll(answered).toBe(countBefore + 1);
    const before = seriesOf(await scraped());
    const names = Array.from({ length: 100 }, (_, i) => `Made${i}`);
    for (const name of names) await ask(name);
    await expect.poll(answered).toBe(countBefore + 1 + names.length);
    expect(seriesOf(await scraped())).toEqual(before);
  });
});

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const namesIn = (text: string) => new Set(text.match(/\b(bailiwick|nodejs|process)_[a-z_]+[a-z]\b/g));

describe('documentation of metrics', () => {
  test('the observability page has a row for each metric, and for no other', async () => {
    const own = (await scraped()).map(({ name }) => name).filter((name) => name.startsWith('bailiwick_'));
    const rows = [...read('docs/operations/observability.md').matchAll(/^\| `(bailiwick_\w+)` /gm)].map(
      ([, name]) => name,
    );
    // The queue is made by the first worker.
    expect(new Set(rows)).toEqual(
      new Set([...own, 'bailiwick_queue_ready_jobs', 'bailiwick_queue_failed_jobs']),
    );
  });

  test('has dashboard queries that refer to existing metrics and labels', async () => {
    const families = await scraped();
    const known = new Set(
      families.flatMap(({ name, type }) =>
        type === 'histogram' ? ['_bucket', '_sum', '_count'].map((part) => name + part) : [name],
      ),
    );
    const dashboard = JSON.parse(read('docs/grafana/bailiwick.json'));
    const asked: string[] = dashboard.panels.flatMap((panel: { targets?: readonly { expr: string }[] }) =>
      (panel.targets ?? []).map(({ expr }) => expr),
    );
    expect(asked.length).toBeGreaterThan(10);
    const names = asked.flatMap((expr) => [...namesIn(expr)]);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });
});
