import { serverAudits } from 'graphql-http';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Credentials } from '../../support/client.ts';
import { makeOrganization } from '../../support/fixtures.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'network' });

let credentials: Credentials;
beforeAll(async () => {
  ({ credentials } = await makeOrganization(server));
});

const withKey = (url: string, init: RequestInit = {}) =>
  new Request(url, {
    ...init,
    headers: { ...Object.fromEntries(new Headers(init.headers)), ...credentials },
  });

const ways = {
  'over a connection': (url: string, init?: RequestInit) => fetch(withKey(url, init)),
  'in this process': (url: string, init?: RequestInit) => server.fetchInProcess(withKey(url, init)),
};

const url = async () => `${(await server.listen()).url}/graphql`;

/** An audit may have read it. */
const bodyOf = async (response: Response) => (response.bodyUsed ? 'a body that was read' : response.text());

describe.each(Object.entries(ways))('GraphQL over HTTP conformance, %s', (_way, fetchFn) => {
  test.each(serverAudits({ url, fetchFn }).map((audit) => [audit.id, audit.name, audit] as const))(
    '%s: %s',
    async (_id, _name, audit) => {
      const result = await audit.fn();
      const outcome = result.status === 'ok' ? 'ok' : `${result.reason}: ${await bodyOf(result.response)}`;
      expect(outcome).toBe('ok');
    },
  );
});
