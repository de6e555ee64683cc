import { Writable } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { type Credentials, run, send } from '../support/client.ts';
import { columnsContaining } from '../support/database/tables.ts';
import { makeAuthConfig } from '../support/fixtures/auth-config.ts';
import { makeConnectedAccount } from '../support/fixtures/connected-account.ts';
import { freshName, makeProject, makeWorld } from '../support/fixtures.ts';
import { GetAuthConfig, ListAuthConfigs, UpdateAuthConfig } from '../support/operations/auth-config.ts';
import {
  DeleteConnectedAccount,
  GetConnectedAccount,
  ListConnectedAccounts,
  RevokeConnectedAccount,
  UpdateConnectedAccount,
} from '../support/operations/connected-account.ts';
import { useServer } from '../support/server.ts';

let logged = '';
const stream = new Writable({
  write(chunk, _encoding, done) {
    logged += chunk;
    done();
  },
});
const server = useServer({ ownDatabase: true, overrides: { log: pino({ level: 'info' }, stream) } });

const query = (sql: string) => server.database.query(sql);

const readAccount = (credentials: Credentials, id: string) =>
  send(server, GetConnectedAccount, { id }, credentials);

/** Shows that the field alone is refused, that the log tells of it under the request id, and that nobody learns the text. */
async function expectRefused(answer: ReturnType<typeof readAccount>, text: string) {
  const { errors, data, text: body } = await answer;
  expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
  expect(errors[0]?.path?.at(-1)).toBe('credentials');
  expect(data?.project.connectedAccount).toMatchObject({ credentials: null });
  expect(body).not.toContain(text);
  expect(logged).toContain(errors[0]?.extensions.requestId);
  expect(logged).toContain('cannot be opened');
  expect(logged).not.toContain(text);
}

describe('encryption at rest', () => {
  test('leaves no credential readable in any column of any table', async () => {
    const { project } = await makeWorld(server);
    const texts = Array.from({ length: 6 }, (_, index) => `plaintext-${index}-${freshName()}`);
    const [clientId = '', secret = '', token = '', second = '', third = '', fourth = ''] = texts;
    const credentials = { client_id: clientId, client_secret: secret };
    const authConfig = await makeAuthConfig(server, project, { credentials });
    const account = { authConfigId: authConfig.id, credentials: { token } };
    const { id } = await makeConnectedAccount(server, project, account);
    const other = await makeConnectedAccount(server, project, { ...account, credentials: { token: second } });
    const update = { id: authConfig.id, credentials: { client_secret: third } };
    await run(server, UpdateAuthConfig, { input: update }, project.credentials);
    const change = { id, credentials: { token: fourth } };
    await run(server, UpdateConnectedAccount, { input: change }, project.credentials);
    await run(server, RevokeConnectedAccount, { input: { id } }, project.credentials);
    await run(server, DeleteConnectedAccount, { input: { id: other.id } }, project.credentials);
    for (const text of texts) expect(await columnsContaining(server, text), text).toEqual([]);
    for (const text of texts) expect(logged).not.toContain(text);
  });

  test('keeps other rows of a list readable when one is damaged', async () => {
    const { project } = await makeWorld(server);
    const good = await makeConnectedAccount(server, project);
    const bad = await makeConnectedAccount(server, project);
    await query(`UPDATE connected_account SET credentials = 'rubbish' WHERE id = '${bad.id}'`);
    const { data, errors } = await send(server, ListConnectedAccounts, {}, project.credentials);
    expect(errors).toHaveLength(1);
    expect(data?.project.connectedAccounts.nodes).toEqual([{ ...bad, credentials: null }, good]);
  });

  test('allows a damaged account to be revoked, after which it is readable', async () => {
    const { project } = await makeWorld(server);
    const { id } = await makeConnectedAccount(server, project);
    await query(`UPDATE connected_account SET credentials = 'rubbish' WHERE id = '${id}'`);
    await run(server, RevokeConnectedAccount, { input: { id } }, project.credentials);
    const { data } = await readAccount(project.credentials, id);
    expect(data?.project.connectedAccount).toMatchObject({ status: 'REVOKED', credentials: {} });
  });
});

describe('encryption at rest rejects', () => {
  const TEXT = 'the-text-that-nobody-may-learn';

  test('a ciphertext with one changed bit, on updates too', async () => {
    const { project } = await makeWorld(server);
    const { id } = await makeConnectedAccount(server, project, { credentials: { token: TEXT } });
    await query(`
      UPDATE connected_account SET credentials = set_bit(credentials, 400, 1 - get_bit(credentials, 400))
      WHERE id = '${id}'`);
    await expectRefused(readAccount(project.credentials, id), TEXT);
    const input = { id, credentials: { token: 'new' } };
    const { errors } = await send(server, UpdateConnectedAccount, { input }, project.credentials);
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
  });

  test('the ciphertext of another account', async () => {
    const { project } = await makeWorld(server);
    const one = await makeConnectedAccount(server, project, { credentials: { token: TEXT } });
    const other = await makeConnectedAccount(server, project);
    await query(`
      UPDATE connected_account SET credentials = stolen.credentials FROM connected_account stolen
      WHERE stolen.id = '${one.id}' AND connected_account.id = '${other.id}'`);
    await expectRefused(readAccount(project.credentials, other.id), TEXT);
  });

  test('the ciphertext of another column, even in a row with the same id', async () => {
    const { project } = await makeWorld(server);
    const { id, authConfig } = await makeConnectedAccount(server, project);
    await query(`
      UPDATE connected_account SET id = auth_config.id, credentials = auth_config.credentials FROM auth_config
      WHERE auth_config.id = '${authConfig.id}' AND connected_account.id = '${id}'`);
    const { errors, text } = await send(server, ListConnectedAccounts, {}, project.credentials);
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(text).not.toContain('secr...');
  });

  test('a row that was moved into another project', async () => {
    const { organization, project } = await makeWorld(server);
    const { id } = await makeAuthConfig(server, project);
    const sibling = await makeProject(server, organization);
    await query(`UPDATE auth_config SET project_id = '${sibling.id}' WHERE id = '${id}'`);
    const { errors, data } = await send(server, GetAuthConfig, { id }, sibling.credentials);
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(data?.project.authConfig).toMatchObject({ id, credentials: null });
  });
});

describe('encryption at rest isolates tenants', () => {
  test('damaged data of one project does not affect another one', async () => {
    const [one, other] = [await makeWorld(server), await makeWorld(server)];
    await makeAuthConfig(server, one.project);
    const { id } = await makeAuthConfig(server, other.project);
    await query(`UPDATE auth_config SET credentials = 'rubbish' WHERE id = '${id}'`);
    const { project } = await run(server, ListAuthConfigs, {}, one.project.credentials);
    expect(project.authConfigs.nodes).toHaveLength(1);
  });
});
