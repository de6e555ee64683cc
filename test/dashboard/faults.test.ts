import { describe, expect, test } from 'vitest';
import { run, send } from '../support/client.ts';
import { takeSecret, useDashboard } from '../support/dashboard/dashboard.ts';
import { makeKey } from '../support/fixtures/api-key.ts';
import { makeOrganization } from '../support/fixtures.ts';
import { startHttpProxy } from '../support/network/http-proxy.ts';
import { UpdateApiKey } from '../support/operations/api-key.ts';
import { ListProjects } from '../support/operations/project.ts';
import { Viewer } from '../support/operations/viewer.ts';

const proxy = await startHttpProxy('');
const dashboard = useDashboard({ proxy });
const limited = useDashboard({ env: { RATE_LIMIT_PER_MINUTE: '30' }, transport: 'network' });

const namesOf = async (credentials: Readonly<Record<string, string>>) => {
  const { organization } = await run(dashboard.server, ListProjects, {}, credentials);
  return organization.projects.nodes.map(({ name }) => name).sort();
};

describe('a page', () => {
  test('keeps its form while the server restarts, and writes once', async () => {
    dashboard.permit(/503/);
    const organization = await makeOrganization(dashboard.server);
    const { page } = await dashboard.open('/projects?create=true', organization.secret);
    await page.getByLabel('Name', { exact: true }).fill('Staging');
    const { target } = proxy;
    proxy.target = null;
    await page.getByRole('button', { name: 'Create project' }).dblclick();
    await page.getByText('The server cannot be reached.').waitFor();
    expect(await namesOf(organization.credentials)).toEqual(['default']);
    proxy.target = target;
    expect(await takeSecret(page)).toMatch(/^ak_/);
    expect(await namesOf(organization.credentials)).toEqual(['Staging', 'default']);
    await page.getByText('The server cannot be reached.').waitFor({ state: 'detached' });
  });

  test('asks to sign in again when its key ends, and then does what was under way', async () => {
    dashboard.permit(/401/);
    const organization = await makeOrganization(dashboard.server);
    const key = await makeKey(dashboard.server, organization, { name: 'short-lived' });
    const { page } = await dashboard.open('/projects?create=true', key.secret);
    await page.getByLabel('Name', { exact: true }).fill('Production');
    const input = { id: key.id, enabled: false };
    await run(dashboard.server, UpdateApiKey, { input }, organization.credentials);
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByRole('heading', { name: 'Sign in again' }).waitFor();
    await page.getByLabel('API key', { exact: true }).fill(organization.secret);
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(await takeSecret(page)).toMatch(/^ak_/);
    expect(await namesOf(organization.credentials)).toEqual(['Production', 'default']);
  });

  test('reloads once when a chunk of it is no longer served, and then says that it has failed', async () => {
    dashboard.permit(/404|dynamically imported|Failed to load|module/);
    const organization = await makeOrganization(dashboard.server);
    const { page, requests } = await dashboard.open('/projects', organization.secret);
    await page.getByRole('rowheader').first().waitFor();
    await page.route(/assets\/organization-page-/, (route) => route.fulfill({ status: 404, body: '' }));
    const loads = () =>
      requests.filter((line) => /GET .*\/dashboard\/(projects|organization)/.test(line)).length;
    const before = loads();
    await page.getByRole('link', { name: 'Organization keys' }).click();
    await page.getByLabel('API key', { exact: true }).fill(organization.secret);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'This page has failed' }).waitFor();
    expect(loads()).toBe(before + 1);
  });
});

test('a page offers to reload when the server has another build', async () => {
  const organization = await makeOrganization(dashboard.server);
  const { page } = await dashboard.open('/projects', organization.secret);
  await page.route(/\/dashboard$/, (route) => route.fulfill({ contentType: 'text/html', body: 'another' }));
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.getByText('The server has a new version of the dashboard.').waitFor();
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
});

test('a page counts down while the rate limit is exhausted, and continues by itself', {
  timeout: 120_000,
}, async () => {
  limited.permit(/429/);
  const organization = await makeOrganization(limited.server);
  const { page } = await limited.open('/projects', organization.secret);
  await page.getByRole('rowheader').first().waitFor();
  for (let status = 200; status === 200; )
    ({ status } = await send(limited.server, Viewer, {}, organization.credentials));
  await page.getByRole('link', { name: 'Organization keys' }).click();
  await page.getByText(/The rate limit is exhausted. Continuing in \d+ seconds/).waitFor();
  await page.getByRole('rowheader').first().waitFor({ timeout: 70_000 });
  await page.getByText(/The rate limit is exhausted/).waitFor({ state: 'detached' });
});
