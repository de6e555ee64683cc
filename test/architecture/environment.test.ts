import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { readConfig, variables } from '../../src/config.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('.env.example lists exactly the variables that are read, with their defaults', () => {
  const example = parseEnv(read('.env.example'));
  expect(Object.keys(example).sort()).toEqual(Object.keys(variables.shape).sort());
  expect(readConfig(example)).toEqual(readConfig({}));
});

test('the default limits permit a key to create 10,000 projects per minute, and more to other budgets', () => {
  const { organizationPerMinute, verificationsPerMinute, costMax } = readConfig({}).limits;
  expect(organizationPerMinute).toBeGreaterThanOrEqual(2 * 10_000);
  expect(verificationsPerMinute).toBeGreaterThan(organizationPerMinute);
  // Mutations of one document cost a point each, and there may be 20.
  expect(costMax).toBeGreaterThanOrEqual(20);
});

test('TRUST_PROXY accepts IP ranges and normalizes them', () => {
  const proxiesOf = (list: string) => readConfig({ TRUST_PROXY: list }).trustedProxies;
  expect(proxiesOf('loopback, 10.9.8.7/8, ::ffff:192.168.0.1/112, ::FFFF:10.0.0.1, fd00::1/8')).toEqual([
    'loopback',
    '10.0.0.0/8',
    '192.168.0.0/16',
    '10.0.0.1',
    'fd00::/8',
  ]);
  for (const list of [
    '::ffff:10.0.0.0/95',
    '010.0.0.1',
    'fe80::1%eth0',
    '10.0.0.0/08',
    '0.0.0.0/0',
    '::/0',
    'all',
    '',
  ])
    expect(() => proxiesOf(`loopback,${list}`), list).toThrow('TRUST_PROXY');
});

test('the configuration page explains every variable', () => {
  const page = read('docs/reference/configuration.md');
  expect(Object.keys(variables.shape).filter((name) => !page.includes(`| \`${name}\` `))).toEqual([]);
});

test('a variable name of an earlier release is rejected with the present name', () => {
  const renamed = {
    WORKERS: 'SERVER_PROCESSES',
    WORKER: 'BACKGROUND_JOBS',
    REFUSED_KEYS_PER_MINUTE: 'AUTH_FAILURES_PER_MINUTE',
    MAX_COST: 'MAX_QUERY_COST',
    SEED: 'BOOTSTRAP',
    DOCUMENTS: 'PERSISTED_DOCUMENTS',
    DOCUMENTS_MANIFEST: 'PERSISTED_DOCUMENTS_MANIFEST',
    ANSWER_BYTES_MAX: 'RESPONSE_BYTES_MAX',
  };
  for (const [former, name] of Object.entries(renamed)) {
    expect(Object.keys(variables.shape)).toContain(name);
    expect(() => readConfig({ [former]: '1' })).toThrow(`  ${former} was renamed to ${name}`);
    expect(readConfig({ [former]: '' })).toEqual(readConfig({}));
  }
});
