import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { HttpProxy } from '../network/http-proxy.ts';
import { useBrowser, type Visit } from '../process/browser.ts';
import { type LocalTestServer, useServer } from '../server.ts';

/** Nothing that a page does takes longer, also on a busy machine. */
const WAIT_MAX_MS = 15_000;

type Settings = Parameters<typeof useServer>[0] & {
  /** Stands between the browser and the server. */
  readonly proxy?: HttpProxy;
};

export type DashboardTests = {
  readonly server: LocalTestServer;
  /** Opens a page of the dashboard, and signs in where a key is given. */
  open(path: string, key?: string, options?: BrowserContextOptions): Promise<Visit>;
  /** Opens a page in a new tab of the same browser. */
  openBeside(visit: Visit, path: string, key?: string): Promise<Visit>;
  /** Permits messages of the browser's console in this test, such as the one for a response with status 401. */
  permit(message: RegExp): void;
};

/** A server and a browser for the tests of one file. A test fails if a page sends a request to another host or a document as text, violates
 *  the content security policy or reports an error. */
export function useDashboard({ proxy, ...settings }: Settings = {}): DashboardTests {
  const server = useServer(settings);
  const browser = useBrowser();
  const visits: Visit[] = [];
  const permitted: RegExp[] = [];
  const baseUrl = async () => proxy?.url ?? (await server.listen()).url;
  beforeAll(async () => {
    if (proxy) proxy.target = (await server.listen()).url;
  });
  afterAll(async () => {
    await proxy?.close();
  });
  const watch = (visit: Visit) => {
    visit.page.setDefaultTimeout(WAIT_MAX_MS);
    visits.push(visit);
    return visit;
  };
  afterEach(async () => {
    const expected = permitted.splice(0);
    const url = await baseUrl();
    for (const { requests, complaints, documents } of visits.splice(0)) {
      expect(complaints.filter((text) => !expected.some((message) => message.test(text)))).toEqual([]);
      expect(requests.filter((line) => !line.includes(` ${url}/`))).toEqual([]);
      expect(documents).toEqual([]);
    }
  });
  return {
    server,
    open: async (path, key, options) => {
      const visit = watch(await browser.open(`${await baseUrl()}/dashboard${path}`, options));
      if (key !== undefined) await signIn(visit.page, key);
      return visit;
    },
    openBeside: async (visit, path, key) => {
      const beside = watch(await browser.openBeside(visit, `${await baseUrl()}/dashboard${path}`));
      if (key !== undefined) await signIn(beside.page, key);
      return beside;
    },
    permit: (message) => permitted.push(message),
  };
}

/** Signs in by the form, and waits for the page behind it. */
export async function signIn(page: Page, key: string): Promise<void> {
  await page.getByLabel('API key', { exact: true }).fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor({ state: 'detached' });
}

/** The names of the rows of a table, in their order. */
export const rowNames = (page: Page) => page.getByRole('rowheader').locator('button, a').allTextContents();

/** Opens the menu of a row and chooses an action. */
export async function choose(page: Page, row: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for key ${row}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

/** Returns the secret that the page shows once, and closes its dialog. */
export async function takeSecret(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('I have stored the secret').waitFor();
  const secret = (await dialog.locator('pre').textContent()) ?? '';
  const stored = page.getByLabel('I have stored the secret');
  await stored.check();
  await dialog.getByRole('button', { name: 'Close' }).click();
  // Toasts have the role of a dialog too.
  await stored.waitFor({ state: 'detached' });
  return secret;
}
