import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { createEmptyDatabase } from '../support/database/test-database.ts';
import { unknownSecret } from '../support/fixtures/secrets.ts';
import { PHONE, useBrowser, type Visit } from '../support/process/browser.ts';
import { useProcesses } from '../support/process/processes.ts';
import { readWelcome } from '../support/process/remote-server.ts';

const processes = useProcesses();
const browser = useBrowser();

const FIRST_PAINT_BYTES_MAX = 64 * 1024;
const EDITOR_BYTES_MAX = 1024 * 1024;

async function start() {
  const database = processes.keep(await createEmptyDatabase());
  const server = processes.launch({ DATABASE_URL: database.url });
  const url = await server.ready();
  const { organizationKey = '', projectKey = '' } = readWelcome(server.printed);
  return { url, organizationKey: organizationKey ?? '', projectKey: projectKey ?? '' };
}

const keyField = (page: Page) => page.getByLabel('API key', { exact: true });
const place = (page: Page) => page.getByLabel('Where the key and headers are kept');
const runButton = (page: Page) => page.getByRole('button', { name: /^Execute query/ });
const response = (page: Page) => page.locator('.graphiql-response .view-lines');
const document = (page: Page) => page.locator('.graphiql-query-editor .view-lines');
const variables = (page: Page) => page.locator('.graphiql-editor-tool .view-lines').first();
const editorShown = (page: Page) => page.locator('.graphiql-query-editor .view-line').first().waitFor();

async function enterKey(page: Page, key: string) {
  await keyField(page).fill(key);
  await page.getByRole('button', { name: 'Use key' }).click();
}

/** What an editor shows. It writes spaces that do not break. */
const textOf = async (locator: ReturnType<typeof document>) =>
  (await locator.innerText()).replaceAll('\u00a0', ' ');

const showsIn = (locator: ReturnType<typeof document>, text: string) =>
  expect.poll(() => textOf(locator), { timeout: 20_000 }).toContain(text);

/** Everything that the page has stored, in this tab and in this browser. */
const stored = (page: Page) =>
  page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));

const apiRequests = ({ requests }: Visit) => requests.filter((line) => line.startsWith('POST '));

describe('GraphiQL in a browser', () => {
  test('opens at the address of the API, and sends no request without a key', async () => {
    const { url, organizationKey } = await start();
    const visit = await browser.open(`${url}/graphql`);
    await editorShown(visit.page);
    expect(new URL(visit.page.url()).pathname).toBe('/graphql');
    await runButton(visit.page).click();
    await showsIn(response(visit.page), 'Enter an API key');
    await visit.page.getByRole('button', { name: 'Re-fetch GraphQL schema' }).click();
    expect(apiRequests(visit)).toEqual([]);
    expect(visit.requests.filter((line) => !line.startsWith(`GET ${url}/`))).toEqual([]);

    await enterKey(visit.page, organizationKey);
    await expect.poll(() => apiRequests(visit), { timeout: 20_000 }).toEqual([`POST ${url}/graphql`]);
    await runButton(visit.page).click();
    await showsIn(response(visit.page), '"kind": "ORGANIZATION"');
    expect(visit.complaints).toEqual([]);
    expect(visit.requests.filter((line) => !line.includes(` ${url}/`))).toEqual([]);
  });

  test('shows field descriptions once a key permits introspection, and reports a rejected key', async () => {
    const { url, projectKey } = await start();
    const { page } = await browser.open(`${url}/graphql`);
    await enterKey(page, unknownSecret('ak_'));
    await page.locator('.key-bar-notice', { hasText: /key/i }).waitFor();
    await page.getByRole('button', { name: 'Remove key' }).click();
    await enterKey(page, 'ak_short');
    await page.locator('.key-bar').getByRole('alert').waitFor();
    await enterKey(page, projectKey);
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    const docs = page.locator('.graphiql-plugin');
    await docs.getByRole('link', { name: 'Query' }).click();
    await docs.getByRole('link', { name: 'viewer', exact: true }).click();
    await docs.locator('.graphiql-markdown-description', { hasText: /\w{3}/ }).first().waitFor();
  });

  test('paints after the style sheet, shows the editor within 1 MB, and loads language workers later', async () => {
    const { url } = await start();
    const { page } = await browser.open(`${url}/graphql`);
    await editorShown(page);
    const loaded = await page.evaluate(() => {
      const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
      const files = performance.getEntriesByType('resource').map((entry) => entry.toJSON());
      return { paint, files };
    });
    const sum = (files: readonly { encodedBodySize: number }[]) =>
      files.reduce((bytes, { encodedBodySize }) => bytes + encodedBodySize, 0);
    const isWorker = ({ name }: { name: string }) => /\/(editor|graphql|json)-\w+\.js$/.test(name);
    expect(sum(loaded.files)).toBeGreaterThan(0);
    expect(sum(loaded.files.filter((file) => !isWorker(file)))).toBeLessThan(EDITOR_BYTES_MAX);
    const blocking = loaded.files.filter(({ renderBlockingStatus }) => renderBlockingStatus === 'blocking');
    expect(blocking.map(({ name }) => name.endsWith('.css'))).toEqual([true]);
    expect(sum(blocking)).toBeLessThan(FIRST_PAINT_BYTES_MAX);
  });

  test('stores keys and headers only on request: first in the tab, then in the browser', async () => {
    const { url, organizationKey, projectKey } = await start();
    const visit = await browser.open(`${url}/graphql`);
    const { page } = visit;
    await editorShown(page);
    expect(await place(page).inputValue()).toBe('nowhere');
    expect(await place(page).locator('option').allTextContents()).toEqual([
      'Forget key on reload',
      'Keep key in this tab',
      'Keep key in this browser',
    ]);
    await page.getByRole('button', { name: 'Headers' }).click();
    await page.locator('.graphiql-editor-tool .graphiql-editor:not(.hidden)').click();
    await page.keyboard.insertText(`{ "x-api-key": "${projectKey}" }`);
    await enterKey(page, organizationKey);
    await page.getByRole('button', { name: 'Remove key' }).waitFor();
    await runButton(page).click();
    await showsIn(response(page), '"');
    await expect.poll(() => stored(page)).toContain('graphiql:queries');
    const secrets = [organizationKey, projectKey];
    const keeps = async (at: Page) => {
      const text = await stored(at);
      return secrets.map((secret) => text.includes(secret));
    };
    await expect.poll(() => stored(page)).toContain('graphiql:tabState');
    expect(await keeps(page)).toEqual([false, false]);

    await place(page).selectOption('tab');
    await expect.poll(() => keeps(page)).toEqual([true, true]);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(organizationKey);
    await page.reload();
    await page.getByRole('button', { name: 'Remove key' }).waitFor();
    const beside = await browser.openBeside(visit, `${url}/graphql`);
    await keyField(beside.page).waitFor();
    expect(await keeps(beside.page)).toEqual([false, false]);

    await place(page).selectOption('browser');
    await beside.page.reload();
    await beside.page.getByRole('button', { name: 'Remove key' }).waitFor();

    await place(page).selectOption('nowhere');
    expect(await keeps(page)).toEqual([false, false]);
    await page.reload();
    await keyField(page).waitFor();
    await editorShown(page);
    expect(await keeps(page)).toEqual([false, false]);
  });

  test('lists executed operations in its history', async () => {
    const { url, projectKey } = await start();
    const { page } = await browser.open(`${url}/graphql`);
    await enterKey(page, projectKey);
    await editorShown(page);
    await runButton(page).click();
    await showsIn(response(page), '"kind": "PROJECT"');
    await page.getByRole('button', { name: 'Show History' }).click();
    await page.locator('.graphiql-history-item', { hasText: 'WhoAmI' }).waitFor();
  });

  test('shares links with a document, its variables and its operation, without a key', async () => {
    const { url, organizationKey } = await start();
    const first = await browser.open(`${url}/graphql`);
    const query =
      'query Other { viewer { kind } } query Page($first: Int) { organization { projects(first: $first) { totalCount } } }';
    const sent = new URLSearchParams({ query, variables: '{"first":7}', operationName: 'Page' });
    const given = await browser.openBeside(first, `${url}/graphql#${sent}`);
    await enterKey(given.page, organizationKey);
    await editorShown(given.page);
    await showsIn(variables(given.page), '"first":7');
    await given.page.getByRole('button', { name: 'Copy link' }).click();
    await expect.poll(() => given.page.url()).toContain('#query=');
    const link = given.page.url();
    expect(link).not.toContain(organizationKey);
    expect(Object.fromEntries(new URLSearchParams(new URL(link).hash.slice(1)))).toEqual({
      query,
      variables: '{"first":7}',
      operationName: 'Page',
    });

    const { page, requests } = await browser.open(link);
    await editorShown(page);
    await showsIn(document(page), 'query Page($first: Int)');
    await showsIn(variables(page), '"first":7');
    expect(requests.filter((line) => line.includes('query='))).toEqual([]);
  });

  test('fits a phone: no horizontal scrolling, with the run button and the response visible', async () => {
    const { url, organizationKey } = await start();
    const { page } = await browser.open(`${url}/graphql`, { viewport: PHONE });
    await editorShown(page);
    await enterKey(page, organizationKey);
    await page.getByRole('button', { name: 'Remove key' }).waitFor();
    await runButton(page).click();
    await showsIn(response(page), '"kind": "ORGANIZATION"');
    const width = await page.evaluate(() => window.document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(PHONE.width);
    for (const locator of [runButton(page), response(page), page.locator('.graphiql-query-editor')]) {
      const box = await locator.boundingBox();
      expect(box?.width).toBeGreaterThan(30);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(PHONE.width);
      expect(box?.y ?? PHONE.height).toBeLessThan(PHONE.height);
    }
    const query = await page.locator('.graphiql-query-editor').boundingBox();
    const answer = await page.locator('.graphiql-response').boundingBox();
    expect(answer?.y).toBeGreaterThan((query?.y ?? 0) + 100);
  });
});
