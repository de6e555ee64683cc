import { describe, expect, test } from 'vitest';
import { run } from '../support/client.ts';
import { useDashboard } from '../support/dashboard/dashboard.ts';
import { makeProjectKey } from '../support/fixtures/api-key.ts';
import { makeAuthConfig } from '../support/fixtures/auth-config.ts';
import { makeConnectedAccount } from '../support/fixtures/connected-account.ts';
import { makeSession } from '../support/fixtures/session.ts';
import { recordCalls, someCall } from '../support/fixtures/tool-call-log.ts';
import { makeTrigger } from '../support/fixtures/trigger.ts';
import { makeWorld } from '../support/fixtures.ts';
import { UpdateAuthConfig } from '../support/operations/auth-config.ts';

const dashboard = useDashboard();
const { server } = dashboard;

const rowsOf = (table: string, id: string) =>
  server.database.query<Record<string, unknown>>(`SELECT * FROM ${table} WHERE id = '${id}'`);

describe('auth configs', () => {
  test('are created, edited and disabled', async () => {
    const { project } = await makeWorld(server);
    const { page } = await dashboard.open(`/projects/${project.id}/auth-configs`, project.secret);
    await page.getByRole('heading', { name: 'No auth configs' }).waitFor();
    await page.getByRole('button', { name: 'New auth config' }).click();
    await page.getByLabel('Name').fill('GitHub app');
    await page.getByLabel('Toolkit').fill('not valid');
    await page.getByLabel('Credentials (JSON)').fill('{"client_id": ');
    await page.getByText('This is not a JSON object').waitFor();
    await page
      .getByLabel('Credentials (JSON)')
      .fill('{"client_id": "Iv1.8a61", "client_secret": "0123456789abc"}');
    await page.getByRole('button', { name: 'Create auth config' }).click();
    await page.getByText('toolkitSlug must have 1 to 64 characters').waitFor();
    await page.getByLabel('Toolkit').fill('GitHub');
    await page.getByRole('button', { name: 'Create auth config' }).click();
    await page.getByRole('rowheader', { name: 'GitHub app' }).waitFor();

    await page.getByRole('button', { name: 'Actions for GitHub app' }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await page.getByText('"client_secret": "0123..."').waitFor();
    await page.getByLabel('Name').fill('GitHub');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('rowheader', { name: 'GitHub', exact: true }).waitFor();

    const enabled = page.getByRole('switch', { name: 'Accept new accounts of GitHub' });
    await enabled.click();
    expect(await enabled.getAttribute('aria-checked')).toBe('false');
    await page.getByLabel('State').selectOption('Enabled');
    await page.getByRole('heading', { name: 'Nothing matches' }).waitFor();
    expect(page.url()).toContain('status=ENABLED');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('rowheader', { name: 'GitHub', exact: true }).waitFor();
  });

  test('are not overwritten when they have changed meanwhile', async () => {
    const { project } = await makeWorld(server);
    const { id } = await makeAuthConfig(server, project, { name: 'First' });
    const { page } = await dashboard.open(`/projects/${project.id}/auth-configs`, project.secret);
    await page.getByRole('button', { name: 'Actions for First' }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await run(server, UpdateAuthConfig, { input: { id, name: 'Second' } }, project.credentials);
    await page.getByLabel('Name').fill('Third');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The object has changed since it was read').waitFor();
    expect(await rowsOf('auth_config', id)).toMatchObject([{ name: 'Second' }]);
  });

  test('with accounts are deleted in a second step that asks for the name', async () => {
    const { project } = await makeWorld(server);
    const { id } = await makeAuthConfig(server, project, { name: 'GitHub app' });
    for (const userId of ['jane', 'joe'])
      await makeConnectedAccount(server, project, { authConfigId: id, userId });
    const { page } = await dashboard.open(`/projects/${project.id}/auth-configs`, project.secret);
    await page.getByRole('button', { name: 'Actions for GitHub app' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete auth config' }).click();
    await page.getByText('It has 2 connected accounts').waitFor();
    const remove = page.getByRole('button', { name: 'Delete with its accounts' });
    expect(await remove.getAttribute('aria-disabled')).toBe('true');
    await page.getByLabel('Type GitHub app to confirm').fill('GitHub app');
    await remove.click();
    await page.getByRole('heading', { name: 'No auth configs' }).waitFor();
    expect(await rowsOf('auth_config', id)).toEqual([]);
  });
});

describe('connected accounts', () => {
  test('of one auth config are shown, viewed with masked credentials, edited, revoked and deleted', async () => {
    const { project } = await makeWorld(server);
    const authConfig = await makeAuthConfig(server, project, { name: 'GitHub app' });
    const { id } = await makeConnectedAccount(server, project, {
      authConfigId: authConfig.id,
      userId: 'jane',
      credentials: { access_token: 'gho_0123456789abcdef' },
    });
    await makeConnectedAccount(server, project, { userId: 'joe' });
    const { page } = await dashboard.open(`/projects/${project.id}/auth-configs`, project.secret);
    await page.getByRole('link', { name: '1 Connected accounts of GitHub app' }).click();
    await page.getByRole('rowheader', { name: 'jane' }).waitFor();
    expect(await page.getByRole('rowheader').count()).toBe(1);

    const act = async (name: string) => {
      await page.getByRole('button', { name: 'Actions for jane' }).click();
      await page.getByRole('menuitem', { name }).click();
    };
    await act('View details');
    await page.getByText('"access_token": "gho_..."').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await act('Edit');
    await page.getByLabel('Alias').fill('Work');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('rowheader', { name: 'jane Work' }).waitFor();
    await act('Set status');
    await page.getByLabel('Status').last().selectOption('Inactive');
    await page.getByLabel('Reason').fill('On leave');
    await page.getByRole('button', { name: 'Set status' }).click();
    await page.getByText('On leave').waitFor();
    await act('Revoke');
    await page.getByRole('button', { name: 'Revoke account' }).click();
    await page.getByRole('row', { name: /jane/ }).getByText('Revoked').waitFor();
    await act('Delete');
    await page.getByRole('button', { name: 'Delete account' }).click();
    await page.getByRole('heading', { name: 'Nothing matches' }).waitFor();
    expect(await rowsOf('connected_account', id)).toEqual([]);
  });
});

describe('triggers', () => {
  test('are disabled at once, edited and deleted', async () => {
    const { project } = await makeWorld(server);
    const { id } = await makeTrigger(server, project, { slug: 'commit', config: { repo: 'acme/api' } });
    const { page } = await dashboard.open(`/projects/${project.id}/triggers`, project.secret);
    const enabled = page.getByRole('switch', { name: /^Watch commit of/ });
    await enabled.click();
    expect(await enabled.getAttribute('aria-checked')).toBe('false');
    await expect.poll(() => rowsOf('trigger', id)).toMatchObject([{ enabled: false }]);
    await page.getByRole('button', { name: 'Actions for commit' }).click();
    await page.getByRole('menuitem', { name: 'Edit config' }).click();
    await page.getByLabel('Config (JSON)').fill('[]');
    await page.getByText('This is not a JSON object').waitFor();
    await page.getByLabel('Config (JSON)').fill('{"repo": "acme/web"}');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved the config.').waitFor();
    expect(await rowsOf('trigger', id)).toMatchObject([{ config: { repo: 'acme/web' } }]);
    await page.getByRole('button', { name: 'Actions for commit' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete trigger' }).click();
    await page.getByRole('heading', { name: 'No triggers' }).waitFor();
  });

  test('keep their state when the server rejects the new one', async () => {
    const { project } = await makeWorld(server);
    const { connectedAccount } = await makeTrigger(server, project, { slug: 'commit', enabled: false });
    await server.database.query(
      `UPDATE connected_account SET status = 'FAILED' WHERE id = '${connectedAccount.id}'`,
    );
    const { page } = await dashboard.open(`/projects/${project.id}/triggers`, project.secret);
    const enabled = page.getByRole('switch', { name: /^Watch commit of/ });
    await enabled.click();
    await page.getByText('The connected account is FAILED').first().waitFor();
    expect(await enabled.getAttribute('aria-checked')).toBe('false');
  });
});

describe('sessions', () => {
  test('are found by user, shown with their calls and closed', async () => {
    const { project } = await makeWorld(server);
    const { id } = await makeSession(server, project, { userId: 'jane' });
    await makeSession(server, project, { userId: 'joe' });
    await recordCalls(server, project, [
      someCall({ sessionId: id, toolSlug: 'github_create_issue' }),
      someCall({ sessionId: id, toolSlug: 'github_read', status: 'ERROR', errorCode: 'TIMEOUT' }),
    ]);
    const { page } = await dashboard.open(`/projects/${project.id}/sessions`, project.secret);
    await page.getByRole('rowheader', { name: 'joe' }).waitFor();
    await page.getByLabel('Exact user id').fill('jane');
    await page.getByRole('rowheader', { name: 'joe' }).waitFor({ state: 'detached' });
    expect(page.url()).toContain('user=jane');
    await page.getByRole('link', { name: 'jane' }).click();
    await page.getByRole('row', { name: /github_read.*Error.*TIMEOUT/ }).waitFor();
    await page.getByRole('button', { name: 'Close session of jane' }).click();
    await page.getByText('Closed the session.').waitFor();
    await page.getByRole('definition').getByText('Closed').waitFor();
    expect(await rowsOf('session', id)).toMatchObject([{ status: 'CLOSED' }]);
  });
});

describe('MCP servers', () => {
  test('are created with chosen tools, connected and deleted', async () => {
    const { project } = await makeWorld(server);
    const { page } = await dashboard.open(`/projects/${project.id}/servers`, project.secret);
    await page.getByRole('button', { name: 'New MCP server' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Reading assistant');
    await page.getByRole('button', { name: 'Choose none' }).click();
    await page.getByRole('checkbox', { name: /^get_project / }).check();
    await page.getByRole('button', { name: 'Create MCP server' }).click();
    await page.getByRole('row', { name: /Reading assistant.*1 tool/ }).waitFor();
    await page.getByRole('button', { name: 'Connect Reading assistant' }).click();
    await page.getByText('claude mcp add --transport http reading-assistant').waitFor();
    await page.getByLabel('Client').selectOption('curl');
    const [address] = /http\S+\/mcp\/mcp_\w+/.exec(await page.locator('pre').innerText()) ?? [''];
    const body = '{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}';
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'x-api-key': project.secret,
    };
    const response = await fetch(address, { method: 'POST', headers, body });
    expect(await response.json()).toMatchObject({ result: { tools: [{ name: 'get_project' }] } });
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Actions for Reading assistant' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete MCP server' }).click();
    await page.getByRole('heading', { name: 'No MCP servers' }).waitFor();
  });
});

const SECTIONS = ['triggers', 'sessions', 'servers', 'connected-accounts', 'auth-configs'];

test('a section sends at most two operations, and no page of another project', async () => {
  const { organization, project } = await makeWorld(server);
  const { page, requests } = await dashboard.open(`/projects/${project.id}/api-keys`, organization.secret);
  await page.getByRole('heading', { level: 1, name: 'API keys' }).waitFor();
  for (const section of SECTIONS) {
    const before = requests.length;
    await page.locator(`nav a[href$="/${section}"]`).click();
    await page.getByRole('main').locator('pre').waitFor();
    const sent = requests.slice(before).filter((line) => line.endsWith('/graphql'));
    expect(sent.length, section).toBeLessThanOrEqual(2);
  }
});

test('controls say which scope they need', async () => {
  const { organization, project } = await makeWorld(server);
  await makeTrigger(server, project, { slug: 'commit' });
  const scopes = ['triggers:read', 'auth_configs:read', 'mcp:read', 'config:read'];
  const { secret } = await makeProjectKey(server, organization, project, { scopes });
  const { page } = await dashboard.open(`/projects/${project.id}/triggers`, secret);
  const enabled = page.getByRole('switch', { name: /^Watch commit/ });
  expect(await enabled.getAttribute('title')).toBe('Needs the scope triggers:write.');
  await page.getByRole('button', { name: 'Actions for commit' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).getByText('Needs the scope triggers:write.').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('nav a[href$="/servers"]').click();
  const create = page.getByRole('button', { name: 'New MCP server' });
  expect(await create.getAttribute('title')).toBe('Needs the scope mcp:write.');
  await page.locator('nav a[href$="/connected-accounts"]').click();
  await page.getByRole('alert').getByText('connected_accounts:read').first().waitFor();
  await page.getByText('Request id').waitFor();
});
