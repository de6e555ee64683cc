import { describe, expect, test } from 'vitest';
import { run, send } from '../support/client.ts';
import { useDashboard } from '../support/dashboard/dashboard.ts';
import { makeMcpServer } from '../support/fixtures/mcp-server.ts';
import { makeOrganization, makeProject } from '../support/fixtures.ts';
import { DeleteProject, GetProject, UpdateProject } from '../support/operations/project.ts';
import { Viewer } from '../support/operations/viewer.ts';

const dashboard = useDashboard();

async function makeStaging() {
  const organization = await makeOrganization(dashboard.server);
  const project = await makeProject(dashboard.server, organization, { name: 'Staging' });
  return { organization, project };
}

describe('settings of a project', () => {
  test('decide by a switch whether MCP clients need a key, from the next request on', async () => {
    const { organization, project } = await makeStaging();
    const { url } = await makeMcpServer(dashboard.server, project, { allowedTools: ['GET_PROJECT'] });
    const { pathname } = new URL(url);
    const list = async () => {
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} });
      const headers = {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2025-06-18',
      };
      const { url: base } = await dashboard.server.listen();
      return (await fetch(new URL(pathname, base), { method: 'POST', headers, body })).status;
    };
    const { page } = await dashboard.open('/projects/staging/settings', organization.secret);
    await page.getByRole('link', { name: 'Project Configuration' }).press('Enter');
    const toggle = page.getByRole('switch', { name: 'Require API Key for MCP' });
    await toggle.waitFor();
    expect([await toggle.getAttribute('aria-checked'), await list()]).toEqual(['true', 401]);
    await toggle.press('Space');
    await expect.poll(list).toBe(200);
    expect(await toggle.getAttribute('aria-checked')).toBe('false');
    await toggle.press('Space');
    await expect.poll(list).toBe(401);
    const again = await dashboard.open('/projects/staging/settings?tab=configuration', organization.secret);
    await again.page.getByRole('switch', { name: 'Require API Key for MCP', checked: true }).waitFor();
  });

  test('keep what the user edits when another client changes the project, and say so', async () => {
    const { organization, project } = await makeStaging();
    const { page } = await dashboard.open('/projects/staging/settings', organization.secret);
    await page.getByLabel('Name').fill('Mine');
    await run(
      dashboard.server,
      UpdateProject,
      { input: { id: project.id, name: 'Theirs' } },
      organization.credentials,
    );
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Changed to "Theirs" meanwhile.').waitFor({ timeout: 20_000 });
    expect(await page.getByLabel('Name').inputValue()).toBe('Mine');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByRole('combobox', { name: 'Switch project: Mine' }).waitFor();
  });

  test('archive it with an undo that restores it', async () => {
    const { organization, project } = await makeStaging();
    const isActive = async () =>
      (await send(dashboard.server, Viewer, {}, organization.credentials)).status === 200 &&
      (await send(dashboard.server, GetProject, { id: project.id }, organization.credentials)).errors
        .length === 0;
    const { page } = await dashboard.open('/projects/staging/settings?tab=danger', organization.secret);
    await page.getByRole('button', { name: 'Archive project' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Everything can be restored for 7 days.').waitFor();
    await dialog.getByRole('listitem').filter({ hasText: '1API keyssuch as default' }).waitFor();
    await dialog.getByRole('button', { name: 'Archive project' }).click();
    await page.getByText('Archived the project Staging.').waitFor();
    expect(await isActive()).toBe(false);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Restored the project Staging.').waitFor();
    expect(await isActive()).toBe(true);
    await page.waitForURL('**/projects/staging/settings');
  });

  test('restore an archived project under another name, or delete it permanently', async () => {
    const { organization, project } = await makeStaging();
    const other = await makeProject(dashboard.server, organization, { name: 'Old' });
    for (const { id } of [project, other])
      await run(dashboard.server, DeleteProject, { input: { id } }, organization.credentials);
    await makeProject(dashboard.server, organization, { name: 'Staging' });
    const { page } = await dashboard.open('/projects', organization.secret);
    await page.getByRole('link', { name: 'Archived' }).click();
    await page.getByRole('button', { name: 'Restore Staging' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
    await page.getByLabel('Name').and(page.locator('[aria-invalid="true"]')).waitFor();
    await page.getByLabel('Name').fill('Staging-2');
    await page.getByLabel('Slug').fill('staging-2');
    await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
    await page.waitForURL('**/projects/staging-2/api-keys');
    await page.goBack();
    await page.getByRole('button', { name: 'Delete permanently: Old' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Cannot be undone').waitFor();
    await dialog.getByRole('listitem').filter({ hasText: '1API keyssuch as default' }).waitFor();
    await page.getByLabel('Type Old to confirm').fill('Old');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete permanently' }).click();
    await page.getByRole('heading', { name: 'No archived projects' }).waitFor();
  });

  test('follow a new slug to its address', async () => {
    const { organization } = await makeStaging();
    const { page } = await dashboard.open('/projects/staging/settings', organization.secret);
    await page.getByLabel('Slug').fill('stage-2');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL('**/projects/stage-2/settings');
    await page.getByRole('button', { name: 'Make default' }).click();
    await page.getByText('Staging is the default project.').waitFor();
    await page.getByRole('link', { name: 'Danger' }).click();
    for (const name of ['Archive project', 'Delete permanently'])
      expect(await page.getByRole('button', { name }).getAttribute('title')).toContain(
        'Make another project the default first.',
      );
  });
});
