import { expect, test } from 'vitest';
import { useDashboard } from '../support/dashboard/dashboard.ts';
import { makeOrganization, makeProject } from '../support/fixtures.ts';

const dashboard = useDashboard();

test.each([
  '/projects',
  '/projects?archived=true',
  '/projects/staging/api-keys',
  '/projects/staging/settings',
  '/projects/staging/settings?tab=configuration',
  '/organization/keys',
])('%s sends at most two requests to the API once the user has signed in', async (path) => {
  const organization = await makeOrganization(dashboard.server);
  await makeProject(dashboard.server, organization, { name: 'Staging' });
  const { page, requests } = await dashboard.open(path);
  await page.getByLabel('API key', { exact: true }).fill(organization.secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  // The first one is that of the form.
  expect(requests.filter((line) => line.startsWith('POST ')).length).toBeLessThanOrEqual(3);
});
