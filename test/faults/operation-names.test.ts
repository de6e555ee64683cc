import { expect, test } from 'vitest';
import { makeOrganization } from '../support/fixtures.ts';
import { openConnection } from '../support/http/persistent-connection.ts';
import { metricsAddressOf, sampleOf, scrape, seriesOf } from '../support/process/metrics.ts';
import { useServer } from '../support/server.ts';

const server = useServer({ transport: 'network', env: { METRICS_PORT: '0' } });
const NAME_COUNT = 10_000;

test(`${NAME_COUNT} distinct operation names add no metric series`, async () => {
  const { credentials } = await makeOrganization(server);
  const { url } = await server.listen();
  const metricsUrl = await metricsAddressOf(server);
  const scraped = () => scrape(metricsUrl);
  const answered = async () =>
    sampleOf(await scraped(), 'bailiwick_requests_total', { root_field: 'viewer' });
  const connections = await Promise.all(Array.from({ length: 8 }, () => openConnection(url)));
  await connections[0]?.ask('query First { viewer { kind } }', credentials);
  await expect.poll(answered).toBe(1);
  const before = seriesOf(await scraped());
  let next = 0;
  const askOn = async ({ ask }: (typeof connections)[number]) => {
    for (let i = next++; i < NAME_COUNT; i = next++)
      await ask(`query Made${i} { made${i}: viewer { kind } }`, credentials);
  };
  await Promise.all(connections.map(askOn));
  await expect.poll(answered).toBe(NAME_COUNT + 1);
  expect(seriesOf(await scraped())).toEqual(before);
  for (const { close } of connections) close();
});
