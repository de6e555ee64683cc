import { beforeAll, describe, expect, test } from 'vitest';
import { families } from '../../../src/rest/families.ts';
import type { Family } from '../../../src/rest/family.ts';
import type { Route } from '../../../src/rest/route.ts';
import { type Credentials, operator, organizationKey, projectKey } from '../../support/client.ts';
import { rowsWithoutDenials } from '../../support/database/tables.ts';
import { makeKey } from '../../support/fixtures/api-key.ts';
import { unknownSecret } from '../../support/fixtures/secrets.ts';
import { makeWorld, type World } from '../../support/fixtures.ts';
import { type RestTarget, sendRest, withoutRequestId } from '../../support/http/rest.ts';
import { restBodies } from '../../support/rest-bodies.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'network' });

type Case = { readonly family: Family; readonly route: Route; readonly name: string };

const cases: readonly Case[] = families.flatMap((family) =>
  family.routes
    .filter(({ auth }) => auth !== null)
    .map((route) => ({ family, route, name: `${family.name} ${route.method} ${route.path}` })),
);
const writes = cases.filter(({ route }) => route.audits);
const withIds = cases.filter(({ route }) => /\{nano_id\}/.test(route.path));

let victim: World;
let stranger: World;
/** Keys of the victim, each without the scope of a route. */
const limited = new Map<string, Credentials>();
let rowsAtFirst: Awaited<ReturnType<typeof rowsWithoutDenials>>;
beforeAll(async () => {
  victim = await makeWorld(server);
  stranger = await makeWorld(server);
  for (const { name, route } of cases) {
    const other = route.scope === 'sessions:read' ? 'mcp:read' : 'sessions:read';
    const input = route.auth?.includes('ORGANIZATION') ? {} : { projectId: victim.project.id };
    limited.set(
      name,
      (await makeKey(server, victim.organization, { ...input, scopes: [other] })).credentials,
    );
  }
  rowsAtFirst = await rowsWithoutDenials(server, victim.organization.id);
});

const keyOf = ({ organization, project }: World, { auth }: Route): Credentials =>
  auth?.includes('ORGANIZATION') ? organization.credentials : project.credentials;

/** Sends a valid request about a project of the victim. */
function ask({ family, route }: Case, headers: Credentials, id = victim.project.id) {
  const path = `${family.prefixes[0]}${route.path}`
    .replace('{nano_id}', id)
    .replace('{entity_type}', 'tool_calls')
    .replaceAll(/\{\w+\}/g, 'BAILIWICK_GET_PROJECT');
  const body = restBodies[`${family.name}.${route.operationId}`];
  return sendRest(
    server,
    `${route.method} ${path}` as RestTarget,
    headers,
    route.body ? (body ?? {}) : undefined,
  );
}

const useless: Readonly<Record<string, () => Credentials>> = {
  'no key': () => ({}),
  'an empty key': () => projectKey(''),
  'a malformed key': () => projectKey('ak_malformed'),
  'an unknown project key': () => projectKey(unknownSecret('ak_')),
  'an unknown organization key': () => organizationKey(unknownSecret('oak_')),
  'a key in the wrong header': () => projectKey(victim.organization.secret),
  'two keys': () => ({ ...victim.organization.credentials, ...victim.project.credentials }),
  'a cookie': () => ({ cookie: `key=${victim.organization.secret}` }),
};

describe.each(Object.entries(useless))('%s', (_name, credentials) => {
  test.each(cases)('is 401 for $name', async (asked) => {
    const { status, body } = await ask(asked, credentials());
    expect(status).toBe(401);
    expect(body.error).toBeTruthy();
  });
});

describe('a good key of another kind', () => {
  test.each(cases)('is 403 for $name', async (asked) => {
    const others = [
      ['OPERATOR', operator],
      ['ORGANIZATION', victim.organization.credentials],
      ['PROJECT', victim.project.credentials],
    ] as const;
    for (const [role, credentials] of others) {
      if (role !== 'OPERATOR' && asked.route.auth?.includes(role)) continue;
      expect((await ask(asked, credentials)).status, role).toBe(403);
    }
  });
});

describe('a key without the scope', () => {
  test.each(cases.filter(({ route }) => route.scope))('is 403 for $name and names it', async (asked) => {
    const { status, text } = await ask(asked, limited.get(asked.name) ?? {});
    expect(status).toBe(403);
    expect(text).toContain(asked.route.scope);
  });
});

describe('another tenant', () => {
  test.each(withIds)('finds nothing at $name, as for an id that does not exist', async (asked) => {
    const credentials = keyOf(stranger, asked.route);
    const foreign = withoutRequestId(await ask(asked, credentials));
    expect(foreign.status).toBe(404);
    for (const id of [
      'proj_0000000000000000',
      'proj_x',
      '%00',
      '%F0%9F%92%A9',
      "'--",
      victim.organization.id,
    ])
      expect(withoutRequestId(await ask(asked, credentials, id)), id).toEqual(foreign);
  });
});

test('none of that changed anything', async () => {
  expect(writes.length).toBeGreaterThan(3);
  expect(await rowsWithoutDenials(server, victim.organization.id)).toEqual(rowsAtFirst);
});
