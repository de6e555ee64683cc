import { describe, expect, test } from 'vitest';
import { rowNames, takeSecret, useDashboard } from '../support/dashboard/dashboard.ts';
import { makeOrganization, makeProject } from '../support/fixtures.ts';

const dashboard = useDashboard();

/** Everything that a page keeps beside its memory. */
const storedBy = () =>
  JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie, location.href]);

describe('a user who signs in with an organization key', () => {
  test('creates a project and its first key by keyboard alone', async () => {
    const organization = await makeOrganization(dashboard.server);
    const { page } = await dashboard.open('/');
    await page.getByLabel('API key').waitFor();
    await page.keyboard.type(organization.secret);
    await page.keyboard.press('Enter');
    const create = page.getByRole('button', { name: 'New project' });
    await create.waitFor();
    for (let tab = 0; tab < 20; tab++) {
      if (await create.evaluate((button) => button === document.activeElement)) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.getByLabel('Name', { exact: true }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Staging');
    await page.keyboard.press('Enter');
    await page.getByLabel('I have stored the secret').waitFor();
    const secret = await page.getByRole('dialog').locator('pre').textContent();
    expect(secret).toMatch(/^ak_[0-9A-Za-z]{38}$/);
    const stored = page.getByLabel('I have stored the secret');
    for (let tab = 0; tab < 10; tab++) {
      if (await stored.evaluate((box) => box === document.activeElement)) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'API keys' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/dashboard/projects/staging/api-keys');
    await expect.poll(() => rowNames(page)).toHaveLength(1);
  });

  test('sees the secret of a new project once, and it is nowhere afterwards', async () => {
    const organization = await makeOrganization(dashboard.server);
    const { page, requests } = await dashboard.open('/projects?create=true', organization.secret);
    const bodies: string[] = [];
    page.on('request', (request) => bodies.push(request.postData() ?? ''));
    await page.getByLabel('Name', { exact: true }).fill('Production');
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByLabel('I have stored the secret').waitFor();
    const closing = page.getByRole('dialog').getByRole('button', { name: 'Close' });
    expect(await closing.isDisabled()).toBe(true);
    const secret = await takeSecret(page);
    await page.getByRole('heading', { name: 'API keys' }).waitFor();
    await page.getByRole('button', { name: 'GraphQL' }).click();
    await page.getByRole('dialog', { name: 'What this page sent' }).waitFor();
    expect(secret).toMatch(/^ak_/);
    expect(await page.content()).not.toContain(secret);
    expect(await page.evaluate(storedBy)).not.toContain(secret);
    expect([...requests, ...bodies].join()).not.toContain(secret);
  });

  test('reads the messages of the server at the fields that they concern', async () => {
    const organization = await makeOrganization(dashboard.server);
    await makeProject(dashboard.server, organization, { name: 'Taken' });
    const { page } = await dashboard.open('/projects?create=true', organization.secret);
    await page.getByLabel('Name', { exact: true }).fill('x');
    await page.getByLabel('Slug').fill('default');
    await page.getByRole('button', { name: 'Create project' }).click();
    const nameOf = (label: string) =>
      page.getByLabel(label, { exact: true }).and(page.locator('[aria-invalid="true"]'));
    await nameOf('Name').waitFor();
    await nameOf('Slug').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Taken');
    await page.getByLabel('Slug').fill('');
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByText('A project with the name "Taken" exists').waitFor();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Taken');
  });

  test('searches, sorts and reloads the list: the address is its state', async () => {
    const organization = await makeOrganization(dashboard.server);
    for (const name of ['Alpha', 'Beta', 'Alphabet'])
      await makeProject(dashboard.server, organization, { name });
    const { page } = await dashboard.open('/projects', organization.secret);
    await page.getByText('4 in all').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('alpha');
    await page.getByText('2 in all').waitFor();
    await page.getByRole('button', { name: 'Sort by Name' }).click();
    await expect.poll(() => rowNames(page)).toEqual(['Alpha', 'Alphabet']);
    await page.getByRole('button', { name: 'Sort by Name' }).click();
    await expect.poll(() => rowNames(page)).toEqual(['Alphabet', 'Alpha']);
    const address = page.url();
    const again = await dashboard.open(
      new URL(address).pathname.replace('/dashboard', '') + new URL(address).search,
      organization.secret,
    );
    await expect.poll(() => rowNames(again.page)).toEqual(['Alphabet', 'Alpha']);
  });
});

describe('a user who signs in with a project key', () => {
  test('sees its project only, and why other controls are disabled', async () => {
    const organization = await makeOrganization(dashboard.server);
    const project = await makeProject(dashboard.server, organization, { name: 'Mine' });
    await makeProject(dashboard.server, organization, { name: 'Other' });
    const { page } = await dashboard.open('/', project.secret);
    await page.getByRole('heading', { name: 'API keys' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/dashboard/projects/mine/api-keys');
    const create = page.getByRole('button', { name: 'New key' });
    await create.waitFor();
    expect(await create.getAttribute('aria-disabled')).toBe('true');
    expect(await create.getAttribute('title')).toBe('Needs an organization key.');
    expect(await page.getByRole('combobox', { name: /project/i }).count()).toBe(0);
    const other = await dashboard.open('/projects/other/api-keys', project.secret);
    await other.page.getByRole('heading', { name: 'Project not found' }).waitFor();
  });

  test('shows that a key is incomplete or unknown', async () => {
    dashboard.permit(/401/);
    const { page } = await dashboard.open('/');
    await page.getByLabel('API key').fill('ak_short');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Not a complete key').waitFor();
    await page.getByLabel('API key').fill(`ak_${'x'.repeat(38)}`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('API key').and(page.locator('[aria-invalid="true"]')).waitFor();
  });
});
