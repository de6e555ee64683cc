import { describe, expect, test } from 'vitest';
import { type Credentials, operator, organizationKey, post, projectKey, run } from '../../support/client.ts';
import { statementsOf } from '../../support/database/statements.ts';
import { unknownSecret } from '../../support/fixtures/secrets.ts';
import { makeOrganization, makeWorld } from '../../support/fixtures.ts';
import { faultOf, request } from '../../support/http/request.ts';
import { RegenerateApiKey } from '../../support/operations/api-key.ts';
import { useServer } from '../../support/server.ts';

const REFUSED_MAX = 5;
const settings = { AUTH_FAILURES_PER_MINUTE: `${REFUSED_MAX}`, TRUST_PROXY: 'loopback' };
const server = useServer({ transport: 'each', env: settings });
const careless = useServer({ transport: 'each', env: { ...settings, RATE_LIMIT_PER_MINUTE: '0' } });

let addresses = 0;

const nextNumber = () => {
  addresses += 1;
  return addresses;
};

/** An address from which nobody has come before. */
function freshAddress(): Credentials {
  return { 'x-forwarded-for': `203.0.113.${nextNumber()}` };
}

const WHO = JSON.stringify({ query: '{ viewer { kind } }' });
const ask = (from: Credentials, key: Credentials, on = server) => post(on, WHO, { ...from, ...key });
const guess = () => organizationKey(unknownSecret('oak_'));

async function shutOut(from: Credentials, on = server) {
  for (let tried = 0; tried < REFUSED_MAX; tried++) expect((await ask(from, guess(), on)).status).toBe(401);
}

describe('an IP address that sends invalid keys', () => {
  test('is throttled, before any key is looked up', async () => {
    const from = freshAddress();
    await shutOut(from);
    const statements = await statementsOf(async () => {
      const answer = await ask(from, guess());
      expect(answer.status).toBe(429);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(50);
      expect(faultOf(answer)).toMatchObject({
        message: 'Too many requests with invalid API keys from your IP address.',
        extensions: {
          code: 'RATE_LIMITED',
          reason: 'TOO_MANY_FAILED_AUTHENTICATIONS',
          budget: 'AUTH_FAILURES',
        },
      });
    });
    expect(statements).toEqual([]);
  });

  test('is throttled for malformed and wrong operator keys too', async () => {
    const from = freshAddress();
    const tries = [projectKey('ak_nonsense'), organizationKey('oak_1'), { 'x-operator-key': 'x'.repeat(40) }];
    for (const key of [...tries, guess(), guess()]) expect((await ask(from, key)).status).toBe(401);
    for (const key of [...tries, guess()]) expect((await ask(from, key)).status).toBe(429);
  });

  test.each([
    ['with a rate limit', () => server],
    ['without one', () => careless],
  ])('may still use keys that were accepted before, and the operator key, %s', async (_, on) => {
    const { organization, project } = await makeWorld(on());
    const from = freshAddress();
    for (const { credentials } of [organization, project])
      for (let time = 0; time < 2; time++) expect((await ask(from, credentials, on())).status).toBe(200);
    await shutOut(from, on());
    for (const { credentials } of [organization, project])
      expect((await ask(from, credentials, on())).status).toBe(200);
    // Not 401: it was let in, and belongs to no organization.
    expect(faultOf(await ask(from, operator, on())).extensions.code).toBe('FORBIDDEN');
    expect((await ask(from, guess(), on())).status).toBe(429);
  });

  test('does not affect other addresses, except those of its IPv6 /64', async () => {
    const { credentials } = await makeOrganization(server);
    const from = { 'x-forwarded-for': `2001:db8:${nextNumber()}:1::1` };
    await shutOut(from);
    expect(
      (await ask({ 'x-forwarded-for': from['x-forwarded-for'].replace('::1', '::ffff:1') }, credentials))
        .status,
    ).toBe(429);
    expect((await ask(freshAddress(), credentials)).status).toBe(200);
    expect(
      (await ask({ 'x-forwarded-for': from['x-forwarded-for'].replace(':1::', ':2::') }, guess())).status,
    ).toBe(401);
  });

  test.each([
    ['with a port', (host: number) => `203.0.113.${host}:49152`, true],
    ['with a port of IPv6', (host: number) => `[2001:db8:${host}:1::1]:49152`, true],
    ['that its proxy does not tell', () => 'unknown', false],
    ['that its proxy hides', () => '_hidden', false],
  ])('is rejected %s', async (_, addressOf, isKnown) => {
    const { credentials } = await makeOrganization(server);
    const from = { 'x-forwarded-for': addressOf(nextNumber()) };
    for (let tried = 0; tried <= REFUSED_MAX; tried++) await ask(from, guess());
    expect((await ask(from, guess())).status).toBe(429);
    // Those that are not known count as one for each proxy.
    expect((await ask(freshAddress(), credentials)).status).toBe(200);
    const other = { 'x-forwarded-for': isKnown ? addressOf(nextNumber()) : '"unknown"' };
    expect((await ask(other, guess())).status).toBe(isKnown ? 401 : 429);
  });

  test('may report a limited number of leaked keys', async () => {
    const report = () =>
      request(server, '/keys/revoke', {
        method: 'POST',
        headers: { ...from, 'content-type': 'application/json' },
        body: JSON.stringify({ secrets: [unknownSecret('ak_')] }),
      });
    const from = freshAddress();
    for (let time = 0; time < REFUSED_MAX; time++) expect((await report()).status).toBe(200);
    const refused = await report();
    expect(refused.status).toBe(429);
    expect(refused.errors[0]?.extensions).toMatchObject({
      code: 'RATE_LIMITED',
      reason: 'RATE_LIMIT_EXCEEDED',
    });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
  });

  test('is not throttled for missing or revoked keys, or keys in the wrong header', async () => {
    const { organization, project } = await makeWorld(server);
    await run(server, RegenerateApiKey, { input: { projectId: project.id } }, organization.credentials);
    const from = freshAddress();
    for (let time = 0; time < REFUSED_MAX; time++) {
      for (const key of [{}, project.credentials, { 'x-api-key': organization.secret }])
        expect((await ask(from, key)).status).toBe(401);
    }
    expect((await ask(from, guess())).status).toBe(401);
  });
});
