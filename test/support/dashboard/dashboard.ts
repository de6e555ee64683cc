import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterEach, expect } from 'vitest';
import { useBrowser, type Visit } from '../process/browser.ts';
import { type LocalTestServer, useServer } from '../server.ts';

/** Nothing that a page does takes longer, also on a busy machine. */
const WAIT_MAX_MS = 15_000;

type Settings = Parameters<typeof useServer>[0];

export type DashboardTests = {
  readonly server: LocalTestServer;
  /** Opens a page of the dashboard, and signs in where a key is given. */
  open(path: string, key?: string, options?: BrowserContextOptions): Promise<Visit>;
  /** Opens a page in a new tab of the same browser. */
  openBeside(visit: Visit, path: string, key?: string): Promise<Visit>;
};

/** A server and a browser for the tests of one file. A test fails if a page sends a request to another host, sends a document as text,
 *  violates the content security policy or reports an error. */
export function useDashboard(settings: Settings = {}): DashboardTests {
  const server = useServer(settings);
  const browser = useBrowser();
  const visits: Visit[] = [];
  const urlOf = async (path: string) => `${(await server.listen()).url}/dashboard${path}`;
  const watch = (visit: Visit) => {
    visit.page.setDefaultTimeout(WAIT_MAX_MS);
    visits.push(visit);
    return visit;
  };
  afterEach(async () => {
    const { url } = await server.listen();
    for (const { requests, complaints } of visits.splice(0)) {
      expect(complaints).toEqual([]);
      expect(requests.filter((line) => !line.includes(` ${url}/`))).toEqual([]);
    }
  });
  return {
    server,
    open: async (path, key, options) => {
      const visit = watch(await browser.open(await urlOf(path), options));
      if (key !== undefined) await signIn(visit.page, key);
      return visit;
    },
    openBeside: async (visit, path, key) => {
      const beside = watch(await browser.openBeside(visit, await urlOf(path)));
      if (key !== undefined) await signIn(beside.page, key);
      return beside;
    },
  };
}

/** Signs in by the form, and waits for the page behind it. */
export async function signIn(page: Page, key: string): Promise<void> {
  await page.getByLabel('API key').fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor({ state: 'detached' });
}
