import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { useDashboard } from '../support/dashboard/dashboard.ts';
import { makeOrganization, makeProject } from '../support/fixtures.ts';

const dashboard = useDashboard();

async function makeTwo() {
  const organization = await makeOrganization(dashboard.server);
  await makeProject(dashboard.server, organization, { name: 'Staging' });
  await makeProject(dashboard.server, organization, { name: 'Production' });
  return organization;
}

const pathOf = (page: Page) => new URL(page.url()).pathname;
const trigger = (page: Page) => page.getByRole('combobox', { name: /project/i });

describe('the project switcher', () => {
  test('keeps the section, drops what belongs to the former project, and works by keyboard alone', async () => {
    const organization = await makeTwo();
    const { page } = await dashboard.open('/projects/staging/settings?tab=danger', organization.secret);
    await page.getByRole('button', { name: 'Archive project' }).waitFor();
    await trigger(page).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: 'Production' }).waitFor();
    await page.keyboard.type('prod');
    await page.getByRole('option', { name: 'Staging' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await expect.poll(() => pathOf(page)).toBe('/dashboard/projects/production/settings');
    expect(new URL(page.url()).search).toBe('');
    await expect.poll(() => page.getByLabel('Slug').inputValue()).toBe('production');
  });

  test('leaves the project of another tab alone: the address says which one is open', async () => {
    const organization = await makeTwo();
    const first = await dashboard.open('/projects/staging/settings', organization.secret);
    const second = await dashboard.openBeside(first, '/projects/production/settings', organization.secret);
    await expect.poll(() => second.page.getByLabel('Slug').inputValue()).toBe('production');
    await expect.poll(() => first.page.getByLabel('Slug').inputValue()).toBe('staging');
    await first.page.reload();
    await first.page.getByLabel('API key').fill(organization.secret);
    await first.page.getByRole('button', { name: 'Sign in' }).click();
    await expect.poll(() => first.page.getByLabel('Slug').inputValue()).toBe('staging');
  });

  test('asks the server once for 20 projects that match, and says that there are more', async () => {
    const organization = await makeOrganization(dashboard.server);
    const many = Array.from({ length: 30 }, (_, index) => `client-${index}`);
    for (const name of many) await makeProject(dashboard.server, organization, { name });
    const { page } = await dashboard.open('/projects/default/settings', organization.secret);
    await page.getByLabel('Slug').waitFor();
    const bodies: string[] = [];
    page.on('request', (request) => bodies.push(request.postData() ?? ''));
    const searches = () => bodies.filter((body) => body.includes('ShellFindProjects'));
    await trigger(page).click();
    await page.getByText('More projects match').waitFor();
    expect(searches()).toHaveLength(1);
    expect(await page.getByRole('listbox').getByRole('option').count()).toBeLessThanOrEqual(21);
    await page.keyboard.type('client-17');
    await page.getByRole('option', { name: 'client-17' }).waitFor();
    await page.getByRole('option', { name: 'client-2', exact: true }).waitFor({ state: 'detached' });
    expect(searches()).toHaveLength(2);
  });

  test('shows projects by id, too', async () => {
    const organization = await makeOrganization(dashboard.server);
    const project = await makeProject(dashboard.server, organization, { name: 'Named' });
    const { page } = await dashboard.open(`/projects/${project.id}/settings`, organization.secret);
    await expect.poll(() => page.getByLabel('Slug').inputValue()).toBe('named');
    await page.getByRole('combobox', { name: 'Switch project: Named' }).waitFor();
  });
});
