import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { post } from '../support/client.ts';
import { takeSecret, useDashboard } from '../support/dashboard/dashboard.ts';
import { makeOrganization } from '../support/fixtures.ts';
import { startHttpProxy } from '../support/network/http-proxy.ts';

const folder = mkdtempSync(join(tmpdir(), 'bailiwick-manifest-'));
const manifest = join(folder, 'documents.json');
writeFileSync(manifest, '{}');
afterAll(() => rmSync(folder, { recursive: true }));

const proxy = await startHttpProxy('/control');
const open = useDashboard();
const trusted = useDashboard({
  env: { PERSISTED_DOCUMENTS: 'only', PERSISTED_DOCUMENTS_MANIFEST: manifest },
});
const below = useDashboard({ proxy, env: { PUBLIC_URL: proxy.url } });

describe('the dashboard', () => {
  test('works where the server answers persisted documents only', async () => {
    const organization = await makeOrganization(open.server);
    const answer = await post(
      trusted.server,
      JSON.stringify({ query: '{ viewer { kind } }' }),
      organization.credentials,
    );
    expect(answer.errors[0]?.extensions.reason).toBe('DOCUMENT_NOT_TRUSTED');
    const { page } = await trusted.open('/projects?create=true', organization.secret);
    await page.getByLabel('Name', { exact: true }).fill('Staging');
    await page.getByRole('button', { name: 'Create project' }).click();
    expect(await takeSecret(page)).toMatch(/^ak_/);
    await page.getByRole('heading', { name: 'API keys' }).waitFor();
  });

  test('works below a path of a proxy', async () => {
    const organization = await makeOrganization(below.server);
    const { page } = await below.open('/', organization.secret);
    await page.getByRole('link', { name: 'default' }).click();
    await page.getByRole('heading', { name: 'No API keys' }).waitFor();
    expect(page.url()).toBe(`${proxy.url}/dashboard/projects/default/api-keys`);
    expect(await page.locator('pre').textContent()).toContain(`curl -s ${proxy.url}/graphql`);
    await page.goto(`${proxy.url}/`);
    await page.getByLabel('API key').waitFor();
    expect(page.url()).toContain(`${proxy.url}/dashboard`);
  });
});
