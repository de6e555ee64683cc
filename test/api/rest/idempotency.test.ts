import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeOrganization, makeWorld } from '../../support/fixtures.ts';
import { sendRest } from '../../support/http/rest.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'each' });
const PROJECTS = '/api/v3.1/org/owner/project';
const NEW = `POST ${PROJECTS}/new` as const;

const withKey = (credentials: Readonly<Record<string, string>>) => ({
  ...credentials,
  'idempotency-key': randomUUID(),
});

test('a write with an Idempotency-Key is executed once, and replayed without its secret', async () => {
  const { credentials } = await makeOrganization(server);
  const headers = withKey(credentials);
  const body = { name: 'staging', should_create_api_key: true };
  const first = await sendRest(server, NEW, headers, body);
  expect(first.body.api_key).toMatch(/^ak_/);
  const again = await sendRest(server, NEW, headers, body);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect([again.status, again.body]).toEqual([200, { ...first.body, api_key: null }]);
  const list = await sendRest(server, `GET ${PROJECTS}/list`, credentials);
  expect(list.body.total_items).toBe(2);
  const other = await sendRest(server, NEW, headers, { name: 'another' });
  expect([other.status, other.body.error.slug]).toEqual([409, 'IDEMPOTENCY_KEY_REUSED']);
});

test('a write that was rejected can be repeated with the same key, one that conflicted is replayed', async () => {
  const { organization, project } = await makeWorld(server);
  const headers = withKey(organization.credentials);
  expect((await sendRest(server, NEW, headers, { name: '!' })).status).toBe(400);
  expect((await sendRest(server, NEW, headers, { name: 'good' })).status).toBe(200);
  const taken = withKey(organization.credentials);
  const first = await sendRest(server, NEW, taken, { name: project.name });
  const again = await sendRest(server, NEW, taken, { name: project.name });
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([409, 'true']);
  expect(again.body).toEqual(first.body);
});

test('a new key is not replayed: its secret is null, the rest is as before', async () => {
  const { organization, project } = await makeWorld(server);
  const headers = withKey(organization.credentials);
  const regenerate = `POST ${PROJECTS}/${project.id}/regenerate_api_key` as const;
  const first = await sendRest(server, regenerate, headers);
  const url = `http://bailiwick.test${PROJECTS}/${project.id}/regenerate_api_key`;
  const again = await server.fetch(new Request(url, { method: 'POST', headers }));
  expect(await again.json()).toEqual({ ...first.body, api_key: { ...first.body.api_key, key: null } });
});

test('a malformed Idempotency-Key is 400', async () => {
  const { credentials } = await makeOrganization(server);
  const headers = { ...credentials, 'idempotency-key': 'x'.repeat(256) };
  expect((await sendRest(server, NEW, headers, { name: 'staging' })).status).toBe(400);
});
