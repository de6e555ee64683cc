import { beforeAll, describe, expect, test } from 'vitest';
import { makeProjectKey } from '../../support/api-key.ts';
import { type Credentials, send } from '../../support/client.ts';
import { Viewer } from '../../support/operations/foundation.ts';
import { type LocalTestServer, useServer } from '../../support/server.ts';
import { makeWorld } from '../../support/world.ts';

const alone = useServer();
const proxied = useServer({ env: { TRUST_PROXY: 'loopback, 192.0.2.0/24' } });

let key: Credentials;
beforeAll(async () => {
  const { organization, project } = await makeWorld(alone);
  ({ credentials: key } = await makeProjectKey(alone, organization, project, {
    allowedIps: ['10.0.0.0/8', '2001:db8::/32'],
  }));
});

async function isLetIn(server: LocalTestServer, forwarded: string): Promise<boolean> {
  const { status, errors } = await send(server, Viewer, {}, { ...key, 'x-forwarded-for': forwarded });
  if (status === 403) expect(errors[0]?.extensions).toMatchObject({ reason: 'IP_NOT_ALLOWED' });
  else expect(status).toBe(200);
  return status === 200;
}

describe('the address of a client', () => {
  test.each([
    ['10.1.2.3', true],
    ['2001:db8::7', true],
    ['::ffff:10.1.2.3', true],
    ['11.1.2.3', false],
    ['10.1.2.3, 192.0.2.5', true],
    ['11.1.2.3, 10.1.2.3', true],
    // Whatever stands before the first address that is not trusted, anybody can have written.
    ['10.1.2.3, 11.1.2.3, 192.0.2.5', false],
    ['10.1.2.3, nonsense', false],
    ['10.1.2.3:80', false],
    [',', false],
  ])('is, behind a trusted proxy, what it says: %s', async (forwarded, expected) => {
    expect(await isLetIn(proxied, forwarded)).toBe(expected);
  });

  test('is that of the connection, whatever is said, where no proxy is trusted', async () => {
    expect(await isLetIn(alone, '10.1.2.3')).toBe(false);
  });
});
