import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Credentials, operator, organizationKey } from '../support/client.ts';
import { unknownSecret } from '../support/fixtures/secrets.ts';
import { makeWorld, type World } from '../support/fixtures.ts';
import { type HostileRequest, hostileRequests } from '../support/http/hostile-requests.ts';
import { useServer } from '../support/server.ts';

const server = useServer({ transport: 'network' });

const REQUEST_COUNT = 10_000;
/** At once. */
const BATCH = 10;
/** After so many there is a new organization: requests may have spoilt the one before. */
const BATCHES_A_WORLD = 20;
const ANSWER_MS_MAX = 5_000;

type Asked = HostileRequest<(typeof keys)[number]>;

/** What requests are made of, to be put into them for one world after the other. */
const ORGANIZATION = 'the organization';
const PROJECT = 'the project';
const keys = [ORGANIZATION, ORGANIZATION, PROJECT, PROJECT, 'the operator', 'a stranger', 'nobody'] as const;

async function send({ organization, project }: World, { body, credentials }: Asked): Promise<string> {
  const key: Readonly<Record<(typeof keys)[number], Credentials>> = {
    [ORGANIZATION]: organization.credentials,
    [PROJECT]: project.credentials,
    'the operator': operator,
    'a stranger': organizationKey(unknownSecret('oak_')),
    nobody: {},
  };
  const headers = { 'content-type': 'application/json', ...key[credentials] };
  const sent = body.replaceAll(ORGANIZATION, organization.id).replaceAll(PROJECT, project.id);
  const startedAt = performance.now();
  const response = await server.fetchByNetwork(
    new Request('http://bailiwick.test/graphql', { method: 'POST', headers, body: sent }),
  );
  const text = await response.text();
  expect(response.status, text).toBeLessThan(500);
  expect(text).not.toContain('INTERNAL_SERVER_ERROR');
  expect(performance.now() - startedAt).toBeLessThan(ANSWER_MS_MAX);
  const { data, errors = [] } = JSON.parse(text);
  for (const { extensions } of errors) expect(extensions.code).toMatch(/^[A-Z_]+$/);
  return errors.length === 0 && data ? 'answered' : (errors[0]?.extensions.reason ?? 'nothing');
}

describe('10,000 requests, from nearly valid to random bytes', () => {
  // A failure tells its seed and path: give them to fc.assert to see it again.
  test('get a status below 500 with an error code, in time', { timeout: 240_000 }, async () => {
    const outcomes = new Map<string, number>();
    const one = hostileRequests({ ids: [ORGANIZATION, PROJECT], credentials: keys });
    let world = await makeWorld(server);
    let batchCount = 0;
    const batches = fc.array(one, { minLength: BATCH, maxLength: BATCH });
    const property = fc.asyncProperty(batches, async (requests) => {
      batchCount += 1;
      if (batchCount % BATCHES_A_WORLD === 0) world = await makeWorld(server);
      for (const outcome of await Promise.all(requests.map((asked) => send(world, asked))))
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    });
    await fc.assert(property, { numRuns: REQUEST_COUNT / BATCH });
    // Nonsense alone would prove little: much of it must have come as far as the product.
    const reached = [...outcomes].filter(([outcome]) => !/^(KEY|INVALID|DOCUMENT)_/.test(outcome));
    expect(reached.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThan(REQUEST_COUNT / 5);
    expect(outcomes.get('answered')).toBeGreaterThan(REQUEST_COUNT / 50);
  });
});
