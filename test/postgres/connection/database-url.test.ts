import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createServer } from '../../../src/app/server.ts';
import { ConfigError, readConfig } from '../../../src/config.ts';
import { parseDatabaseUrl } from '../../../src/postgres/connection/url.ts';
import { startDatabaseProxy } from '../../support/database/database-proxy.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database/test-database.ts';
import { ENCRYPTION_KEY } from '../../support/encryption-key.ts';
import { startTlsProxy, type TlsProxy } from '../../support/network/tls-proxy.ts';
import { testConfig } from '../../support/server.ts';

const log = pino({ level: 'silent' });

let database: TestDatabase;
let tls: TlsProxy;
beforeAll(async () => {
  database = await createTestDatabase();
  tls = await startTlsProxy(database.url);
});
afterAll(async () => {
  await tls.close();
  await database.drop();
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Starts a server and ends it. Rejects with what its operator reads. */
const start = async (url: string) => (await createServer(testConfig({ ...database, url }), { log })).close();

/** The same database under another address. */
const urlWith = (authority: string, parameters: string) => {
  const { pathname, username } = new URL(database.url);
  return `postgresql://${username}@${authority}${pathname}?${parameters}`;
};

describe('DATABASE_URL connects', () => {
  test('through a socket folder, without a host', async () => {
    const { searchParams } = new URL(database.url);
    const host = searchParams.get('host') ?? '';
    const byFolder = urlWith('', `host=${host}&port=5432`);
    const byAuthority = urlWith(encodeURIComponent(host), 'sslmode=disable');
    for (const url of [byFolder, byAuthority]) await start(url);
  });

  test.each([
    [
      'postgresql://u:p@h/d',
      { addresses: [{ host: 'h', port: 5432 }], user: 'u', password: 'p', database: 'd' },
    ],
    ['postgres://u:p%40%2F%3A@h:1/d', { addresses: [{ host: 'h', port: 1 }], password: 'p@/:' }],
    ['postgresql://u:a@b@h/d', { addresses: [{ host: 'h', port: 5432 }], password: 'a@b' }],
    ['postgresql://[2001:db8::1]:7/d', { addresses: [{ host: '2001:db8::1', port: 7 }], user: undefined }],
    [
      'postgresql://u@a:1,b,[::1]:3/d',
      {
        addresses: [
          { host: 'a', port: 1 },
          { host: 'b', port: 5432 },
          { host: '::1', port: 3 },
        ],
      },
    ],
    ['postgresql://u:p@/d?host=/run/pg&port=6543', { addresses: [{ host: '/run/pg', port: 6543 }] }],
    [
      'postgresql:///d?host=a,b&port=9',
      {
        addresses: [
          { host: 'a', port: 9 },
          { host: 'b', port: 9 },
        ],
      },
    ],
    [
      'postgresql://?host=a,b&port=8,9&dbname=d&user=u&password=p',
      {
        addresses: [
          { host: 'a', port: 8 },
          { host: 'b', port: 9 },
        ],
        database: 'd',
        user: 'u',
        password: 'p',
      },
    ],
    ['postgresql://h/d', { ssl: false, searchPath: 'public', options: undefined, isPrimaryNeeded: false }],
    ['postgresql://h/d?target_session_attrs=read-write', { isPrimaryNeeded: true }],
    ['postgresql://h/d?options=-c%20search_path%3Dmine', { searchPath: 'mine', options: undefined }],
    [
      'postgresql://h/d?options=-c+search_path%3Dmine+-c+work_mem%3D9MB',
      { searchPath: 'mine', options: '-c work_mem=9MB' },
    ],
    ['postgresql://h/d?options=--search_path%3Da%2Cb', { searchPath: 'a,b' }],
    ['postgresql://h/d?sslmode=no-verify', { ssl: { rejectUnauthorized: false } }],
    ['postgresql://h/d?sslmode=verify-full&sslrootcert=system', { ssl: {} }],
  ])('to the target of %s', (url, expected) => {
    expect(parseDatabaseUrl(url)).toMatchObject(expected);
  });
});

describe('DATABASE_URL is rejected in one line', () => {
  test.each([
    ['mysql://h/d', 'must begin with postgresql://'],
    ['postgresql://u:hunter2@h:none/d', 'must have the form postgresql://user:password@host:5432/database'],
    ['postgresql://u:hunter2%@h/d', 'special characters in the password written as %XX'],
    ['postgresql://u:hunter2@h:70000/d', 'must have a port between 1 and 65535'],
    ['postgresql://h/d?host=a,b&port=1,2,3', 'must have one port for all hosts, or one for each'],
    ['postgresql://u:hunter2@h/d?sslmode=prefer', 'would continue without TLS'],
    [
      'postgresql://u:hunter2@h/d?sslmode=strict',
      'must have one of disable, require, verify-ca, verify-full, no-verify as sslmode',
    ],
    ['postgresql://u:hunter2@h/d?sslmode=verify-ca', 'must name a CA file in sslrootcert'],
    [
      'postgresql://u:hunter2@h/d?sslrootcert=/nowhere/ca.pem',
      'names a file in sslrootcert that cannot be read (ENOENT)',
    ],
    ['postgresql://u:hunter2@h/d?target_session_attrs=standby', 'must lead to a writable server'],
    [
      'postgresql://u:hunter2@h/d?pgbouncer=true',
      'has an unsupported parameter, pgbouncer. Supported: host,',
    ],
  ])('%s', (url, why) => {
    const read = () => readConfig({ DATABASE_URL: url, ENCRYPTION_KEY });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(
      `Invalid configuration:\n  DATABASE_URL ${why.startsWith('m') || why.startsWith('n') ? why : ''}`,
    );
    expect(read).toThrow(why);
    expect(read).not.toThrow('hunter2');
  });
});

describe('TLS with a self-signed certificate', () => {
  const by = (host: string, parameters: string) => urlWith(`${host}:${tls.port}`, parameters);

  test('is accepted where the URL names its CA or disables verification, without a warning', async () => {
    const warn = vi.spyOn(process, 'emitWarning');
    const ca = `sslrootcert=${encodeURIComponent(tls.caFile)}`;
    await start(by('localhost', `sslmode=verify-full&${ca}`));
    await start(by('localhost', `sslmode=require&${ca}`));
    await start(by('localhost', ca));
    await start(by('127.0.0.1', `sslmode=verify-ca&${ca}`));
    await start(by('127.0.0.1', 'sslmode=no-verify'));
    expect(warn).not.toHaveBeenCalled();
  });

  test.each(['require', 'verify-full'])(
    'is rejected with sslmode=%s alone, with a suggested fix',
    async (mode) => {
      const warn = vi.spyOn(process, 'emitWarning');
      await expect(start(by('localhost', `sslmode=${mode}`))).rejects.toThrow(
        /^The database at localhost:\d+ cannot be used: self.signed certificate.*sslmode=verify-full&sslrootcert=/,
      );
      expect(warn).not.toHaveBeenCalled();
    },
  );

  test('is rejected for another host name', async () => {
    const url = by('127.0.0.1', `sslmode=verify-full&sslrootcert=${encodeURIComponent(tls.caFile)}`);
    await expect(start(url)).rejects.toThrow(
      /cannot be used: .* Use the name that the certificate has, .*verify-ca/,
    );
  });

  test('is rejected with one sentence by a server without TLS', async () => {
    const plain = await startDatabaseProxy(database.url);
    const url = `${plain.url.replace(/\?.*/, '')}?sslmode=verify-full`;
    await expect(start(url)).rejects.toThrow(/does not support SSL connections\. Turn TLS on there/);
    await plain.close();
  });
});
