import { describe, expect, test } from 'vitest';
import { organizationKey, run, send } from '../support/client.ts';
import { choose, rowNames, takeSecret, useDashboard } from '../support/dashboard/dashboard.ts';
import { makeProjectKey } from '../support/fixtures/api-key.ts';
import { makeOrganization, makeProject } from '../support/fixtures.ts';
import { UpdateApiKey } from '../support/operations/api-key.ts';
import { ListProjects } from '../support/operations/project.ts';
import { Viewer } from '../support/operations/viewer.ts';

const dashboard = useDashboard();

async function makeStaging() {
  const organization = await makeOrganization(dashboard.server);
  const project = await makeProject(dashboard.server, organization, { name: 'Staging' });
  return { organization, project };
}

const use = async (secret: string) =>
  (await send(dashboard.server, Viewer, {}, { 'x-api-key': secret })).status;

describe('keys of a project', () => {
  test('are issued with the scopes that a document needs', async () => {
    const { organization } = await makeStaging();
    const { page } = await dashboard.open('/projects/staging/api-keys', organization.secret);
    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByLabel('Name').fill('reporter');
    await page.getByLabel('Only these scopes').check();
    await page.getByText('Scopes from a document').click();
    await page.getByLabel('GraphQL document').fill('{ project { triggers { nodes { id } } } }');
    await page.getByRole('button', { name: 'Select the scopes it needs' }).click();
    await page.getByText('The document needs triggers:read.').waitFor();
    expect(await page.getByLabel('triggers:read').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Issue key' }).click();
    const secret = await takeSecret(page);
    expect(await use(secret)).toBe(200);
    await page.getByRole('button', { name: 'reporter', exact: true }).click();
    await page.getByRole('dialog').getByText('triggers:read').waitFor();
  });

  test('are rotated with an overlap, and the list shows when the former secret was last used', async () => {
    const { organization, project } = await makeStaging();
    const key = await makeProjectKey(dashboard.server, organization, project, { name: 'worker' });
    const { page } = await dashboard.open('/projects/staging/api-keys', organization.secret);
    await choose(page, 'worker', 'Rotate');
    await page.getByLabel('Former secret').selectOption('Is accepted for 1 day');
    await page.getByRole('button', { name: 'Rotate' }).click();
    const secret = await takeSecret(page);
    expect(secret).not.toBe(key.secret);
    const row = page.getByRole('row', { name: /worker/ });
    await row.getByText(`former …${key.secret.slice(-4)}`).waitFor();
    await row.getByText('Never').first().waitFor();
    expect(await use(key.secret)).toBe(200);
    const former = row.getByText(`former …${key.secret.slice(-4)}`);
    await expect.poll(() => former.textContent(), { timeout: 25_000 }).toMatch(/now|this minute/);
  });

  test('are regenerated after the names of all that end are shown and the name of the project is typed', async () => {
    const { organization, project } = await makeStaging();
    const keys = [];
    for (const name of ['one', 'two'])
      keys.push(await makeProjectKey(dashboard.server, organization, project, { name }));
    const [one, two] = keys;
    expect(await use(one?.secret ?? '')).toBe(200);
    const disabled = { id: two?.id ?? '', enabled: false };
    await run(dashboard.server, UpdateApiKey, { input: disabled }, organization.credentials);
    const address = '/projects/staging/api-keys?show=expiring';
    const { page } = await dashboard.open(address, organization.secret);
    await page.getByRole('heading', { name: 'Nothing matches' }).waitFor();
    await page.getByRole('button', { name: 'Regenerate all' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('listitem').nth(2).waitFor();
    expect((await dialog.getByRole('listitem').locator('span').first().textContent()) ?? '').not.toBe('');
    await dialog.getByRole('listitem').filter({ hasText: 'two' }).getByText('Disabled').waitFor();
    const used = dialog.getByRole('listitem').filter({ hasText: 'one' });
    await expect.poll(() => used.textContent(), { timeout: 25_000 }).toMatch(/Last used: (now|this minute)/);
    const names = await dialog.locator('li > span:first-child').allTextContents();
    expect(names).toEqual([expect.any(String), 'one', 'two']);
    const confirm = dialog.getByRole('button', { name: 'Revoke all and issue a new key' });
    expect(await confirm.getAttribute('aria-disabled')).toBe('true');
    await confirm.click({ force: true });
    expect(await use(keys[0]?.secret ?? '')).toBe(200);
    await dialog.getByLabel('Type Staging to confirm').fill('Staging');
    await confirm.click();
    const secret = await takeSecret(page);
    expect(await use(keys[0]?.secret ?? '')).toBe(401);
    expect(await use(secret)).toBe(200);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect.poll(() => rowNames(page)).toHaveLength(1);
  });

  test('are disabled with an undo, limited, renamed and revoked', async () => {
    const { organization, project } = await makeStaging();
    const key = await makeProjectKey(dashboard.server, organization, project, { name: 'ci' });
    const { page } = await dashboard.open('/projects/staging/api-keys', organization.secret);
    await choose(page, 'ci', 'Disable');
    await page.getByText('Disabled the key ci.').waitFor();
    expect(await use(key.secret)).toBe(401);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('row', { name: /ci/ }).getByText('Disabled').waitFor({ state: 'detached' });
    expect(await use(key.secret)).toBe(200);

    await choose(page, 'ci', 'Rate limit');
    await page.getByLabel('Points per minute').fill('120');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'ci', exact: true }).click();
    await page.getByText('120 points per minute').waitFor();
    await page.keyboard.press('Escape');

    await choose(page, 'ci', 'Edit');
    await page.getByLabel('Name').fill('build');
    await page.getByLabel('Allowed addresses').fill('10.0.0.0/99');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').locator('.text-danger').first().waitFor();
    await page.getByLabel('Allowed addresses').fill('127.0.0.0/8');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'build', exact: true }).waitFor();

    await choose(page, 'build', 'Revoke');
    await page.getByRole('dialog').getByText('Secrets that were shown once are rejected').waitFor();
    await page.getByRole('button', { name: 'Revoke key' }).click();
    await page.getByText('Revoked the key build.').waitFor();
    expect(await use(key.secret)).toBe(401);
  });

  test('are filtered by expiry, scopes and state', async () => {
    const { organization, project } = await makeStaging();
    const soon = new Date(Date.now() + 5 * 24 * 60 * 60 * 1000).toISOString();
    await makeProjectKey(dashboard.server, organization, project, { name: 'short', expiresAt: soon });
    await makeProjectKey(dashboard.server, organization, project, {
      name: 'scoped',
      scopes: ['triggers:read'],
    });
    const { page } = await dashboard.open('/projects/staging/api-keys?show=expiring', organization.secret);
    await expect.poll(() => rowNames(page)).toEqual(['short']);
    await page.getByLabel('Show').selectOption('Not limited to scopes');
    await expect.poll(() => rowNames(page)).toHaveLength(2);
    const disabled = (await makeProjectKey(dashboard.server, organization, project, { name: 'former' })).id;
    const input = { id: disabled, enabled: false };
    await run(dashboard.server, UpdateApiKey, { input }, organization.credentials);
    await page.getByLabel('Show').selectOption('Disabled');
    await expect.poll(() => rowNames(page)).toEqual(['former']);
    await page.getByText('1 key', { exact: true }).waitFor();
    await page.getByLabel('Show').selectOption('Without expiry');
    await expect.poll(() => rowNames(page)).toEqual(['default', 'scoped', 'former']);
    await page.getByLabel('Show').selectOption('Unused for 30 days');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect.poll(() => rowNames(page)).toHaveLength(4);
  });
});

test('a key of the organization is restricted to the projects that the user chooses', async () => {
  const { organization, project } = await makeStaging();
  const { page } = await dashboard.open('/organization/keys', organization.secret);
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('Name', { exact: true }).fill('deploy');
  await page.getByLabel('Only these projects').check();
  await page.getByRole('button', { name: 'Issue key' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Search projects').fill('stag');
  await page.getByLabel('default', { exact: true }).waitFor({ state: 'detached' });
  await page.getByLabel('Staging', { exact: true }).check();
  await page.getByLabel('Search projects').fill('nothing');
  await page.getByText('No project matches.').waitFor();
  expect(await page.getByLabel('Staging', { exact: true }).isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Issue key' }).click();
  const credentials = organizationKey(await takeSecret(page));
  const { organization: seen } = await run(dashboard.server, ListProjects, {}, credentials);
  expect(seen.projects.nodes.map(({ id }) => id)).toEqual([project.id]);
});

test('keys of the organization are issued on their page', async () => {
  const organization = await makeOrganization(dashboard.server);
  const { page } = await dashboard.open('/organization/keys', organization.secret);
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('Name').fill('terraform');
  await page.getByRole('button', { name: 'Issue key' }).click();
  expect(await takeSecret(page)).toMatch(/^oak_/);
  await expect.poll(() => rowNames(page)).toContain('terraform');
});
