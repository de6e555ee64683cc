import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchChromium } from './chromium.ts';

export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

/** A page, with everything that it requested and complained about. */
export type Visit = {
  readonly page: Page;
  /** Method and address of each request, in order. */
  readonly requests: readonly string[];
  /** The bodies of its requests to the API that contain the text of a document. */
  readonly documents: readonly string[];
  /** Errors of its scripts, of the console and of the content security policy. */
  readonly complaints: readonly string[];
};

export type BrowserTests = {
  /** Opens a page in a context of its own: nothing is stored in it yet. */
  open(url: string, options?: BrowserContextOptions): Promise<Visit>;
  /** Opens a page beside another one: a new tab of the same browser. */
  openBeside(visit: Visit, url: string): Promise<Visit>;
};

/** A Chromium for the tests of one file. */
export function useBrowser(): BrowserTests {
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });
  afterAll(async () => {
    await browser?.close();
  });

  const visit = async (context: BrowserContext, url: string): Promise<Visit> => {
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    const documents: string[] = [];
    page.on('request', (request) => {
      requests.push(`${request.method()} ${request.url()}`);
      const body = request.postData();
      if (body?.includes('"query":')) documents.push(body);
    });
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(url);
    return { page, requests, documents, complaints };
  };
  return {
    open: async (url, options = {}) => {
      if (!browser) throw new Error('The browser has not started.');
      const context = await browser.newContext({ viewport: DESKTOP, ...options });
      contexts.push(context);
      return visit(context, url);
    },
    openBeside: ({ page }, url) => visit(page.context(), url),
  };
}
