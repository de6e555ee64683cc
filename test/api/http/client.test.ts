import { beforeAll, describe, expect, test } from 'vitest';
import { type Credentials, refusalOf, run, send } from '../../support/client.ts';
import { makeProjectKey } from '../../support/fixtures/api-key.ts';
import { makeWorld } from '../../support/fixtures.ts';
import { CreateApiKey, VerifyApiKey } from '../../support/operations/api-key.ts';
import { ReadAuditLog } from '../../support/operations/audit-log.ts';
import { CreateProject } from '../../support/operations/project.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { type LocalTestServer, useServer } from '../../support/server.ts';

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

describe('client address', () => {
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
    // With a port, and in every other form in which proxies write addresses.
    ['10.1.2.3:80', true],
    ['11.1.2.3:80', false],
    ['"10.1.2.3:80"', true],
    ['[2001:db8::7]:80', true],
    ['"[2001:db8::7]"', true],
    ['[::ffff:10.1.2.3]:80', true],
    ['10.1.2.3:49152, 192.0.2.5:49153, [::1]:80', true],
    ['10.1.2.3, 11.1.2.3:80, 192.0.2.5', false],
    // What a proxy does not tell is not known, whatever stands before it.
    ['10.1.2.3, unknown', false],
    ['10.1.2.3, _hidden, 192.0.2.5', false],
    ['10.1.2.3,', false],
    [',', false],
  ])('is read from X-Forwarded-For behind a trusted proxy: %s', async (forwarded, expected) => {
    expect(await isLetIn(proxied, forwarded)).toBe(expected);
  });

  test('is not read from Forwarded, which a client may have written', async () => {
    const { status } = await send(proxied, Viewer, {}, { ...key, forwarded: 'for=10.1.2.3' });
    expect(status).toBe(403);
  });

  test('is recorded without its port', async () => {
    const { organization } = await makeWorld(proxied);
    const from = { 'x-forwarded-for': '"[2001:db8::7]:49152"' };
    await run(
      proxied,
      CreateProject,
      { input: { name: 'recorded' } },
      { ...organization.credentials, ...from },
    );
    const { organization: found } = await run(proxied, ReadAuditLog, { first: 1 }, organization.credentials);
    expect(found.auditLog.nodes).toMatchObject([{ action: 'PROJECT_CREATED', ip: '2001:db8::7' }]);
  });

  test('matches a range written as IPv4-mapped IPv6', async () => {
    const { organization, project } = await makeWorld(proxied);
    const mapped = await makeProjectKey(proxied, organization, project, {
      allowedIps: ['::ffff:10.9.0.0/104'],
    });
    expect(mapped.allowedIps).toEqual(['10.0.0.0/8']);
    const asked = (from: string) =>
      send(proxied, Viewer, {}, { ...mapped.credentials, 'x-forwarded-for': from });
    expect((await asked('10.1.2.3')).status).toBe(200);
    expect((await asked('::ffff:10.1.2.3')).status).toBe(200);
    expect((await asked('11.1.2.3')).status).toBe(403);
    for (const range of ['::ffff:0.0.0.0/95', '::ffff:10.0.0.0/8', '::ffff:010.0.0.1']) {
      const input = { name: 'mapped', projectId: project.id, allowedIps: [range] };
      const { extensions } = await refusalOf(proxied, CreateApiKey, { input }, organization.credentials);
      expect(extensions).toMatchObject({ reason: 'INVALID_VALUE', field: 'allowedIps.0' });
    }
  });

  test('is compared for verifyApiKey in the same forms', async () => {
    const { organization, project } = await makeWorld(proxied);
    const { secret } = await makeProjectKey(proxied, organization, project, { allowedIps: ['10.0.0.0/8'] });
    const verify = async (ip: string) =>
      (await run(proxied, VerifyApiKey, { secret, ip }, organization.credentials)).verifyApiKey.code;
    for (const ip of ['10.1.2.3:49152', '::ffff:10.1.2.3', '[::ffff:10.1.2.3]:80'])
      expect(await verify(ip)).toBeNull();
    for (const ip of ['11.1.2.3:49152', '[2001:db8::1]:80']) expect(await verify(ip)).toBe('IP_NOT_ALLOWED');
    for (const ip of ['unknown', '10.0.0.0/8', '']) {
      const { extensions } = await refusalOf(proxied, VerifyApiKey, { secret, ip }, organization.credentials);
      expect(extensions).toMatchObject({ reason: 'INVALID_VALUE', field: 'ip' });
    }
  });

  test('is that of the connection where no proxy is trusted', async () => {
    expect(await isLetIn(alone, '10.1.2.3')).toBe(false);
  });
});
