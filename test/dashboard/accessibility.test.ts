import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { screenshot } from '../support/dashboard/artifacts.ts';
import { findingsOf } from '../support/dashboard/axe.ts';
import { signIn, useDashboard } from '../support/dashboard/dashboard.ts';
import { makeScene, views } from '../support/dashboard/views.ts';
import { DESKTOP, PHONE } from '../support/process/browser.ts';

const dashboard = useDashboard();

const looks = [
  ['light', 'wide', DESKTOP],
  ['light', 'narrow', PHONE],
  ['dark', 'wide', DESKTOP],
  ['dark', 'narrow', PHONE],
] as const;

describe('axe finds nothing', () => {
  test.each(looks)('in %s and %s', { timeout: 180_000 }, async (colorScheme, width, viewport) => {
    const organization = await makeScene(dashboard.server);
    const options = { colorScheme, viewport, bypassCSP: true, reducedMotion: 'reduce' } as const;
    const findings: Record<string, readonly string[]> = {};
    const look = async (page: Page, name: string) => {
      findings[name] = await findingsOf(page);
      const scrolled = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect(scrolled, `${name} scrolls sideways`).toBe(false);
      await screenshot(page, `${name}-${colorScheme}-${width}`);
    };
    const { page } = await dashboard.open('/', undefined, options);
    await page.getByLabel('API key').waitFor();
    await look(page, 'sign-in');
    for (const [name, { path, reach }] of Object.entries(views)) {
      const visit = await dashboard.open(path, undefined, options);
      await signIn(visit.page, organization.secret);
      await reach(visit.page);
      await look(visit.page, name);
      await visit.page.close();
    }
    expect(findings).toEqual(Object.fromEntries(Object.keys(findings).map((name) => [name, []])));
  });
});

/** A narrow phone, and a window of 1280 pixels at a zoom of 200 %. */
const reflows = [
  ['320 px', { width: 320, height: 640 }],
  ['200 %', { width: 640, height: 400 }],
] as const;

describe('no page scrolls sideways', () => {
  test.each(reflows)('at %s', { timeout: 180_000 }, async (name, viewport) => {
    const organization = await makeScene(dashboard.server);
    for (const [view, { path, reach }] of Object.entries(views)) {
      const { page } = await dashboard.open(path, organization.secret, { viewport, reducedMotion: 'reduce' });
      await reach(page);
      const scrolled = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect(scrolled, view).toBe(false);
      await screenshot(page, `${view}-${name}`);
      await page.close();
    }
  });
});
