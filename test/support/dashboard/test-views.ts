import { expect, test } from 'vitest';
import { DESKTOP, PHONE } from '../process/browser.ts';
import { screenshot } from './artifacts.ts';
import { findingsOf } from './axe.ts';
import { type DashboardTests, signIn } from './dashboard.ts';
import type { View } from './views.ts';

export type Scene = {
  /** The key to sign in with. */
  readonly key: string;
  /** By the names of their screenshots. */
  readonly views: Readonly<Record<string, View>>;
};

const looks = [
  ['light', 'wide', DESKTOP],
  ['light', 'narrow', PHONE],
  ['dark', 'wide', DESKTOP],
  ['dark', 'narrow', PHONE],
  ['light', '320 px', { width: 320, height: 640 }],
] as const;

/** Defines a test for each colour scheme and width: axe finds nothing in any view, and none scrolls sideways. Leaves screenshots. */
export function testViews(dashboard: DashboardTests, makeScene: () => Promise<Scene>): void {
  test.each(looks)('in %s and %s', { timeout: 180_000 }, async (colorScheme, width, viewport) => {
    const { key, views } = await makeScene();
    const options = { colorScheme, viewport, bypassCSP: true, reducedMotion: 'reduce' } as const;
    const findings: Record<string, readonly string[]> = {};
    for (const [name, { path, reach }] of Object.entries(views)) {
      const { page } = await dashboard.open(path, undefined, options);
      await signIn(page, key);
      await reach(page);
      await screenshot(page, `${name}-${colorScheme}-${width}`);
      findings[name] = await findingsOf(page);
      const isScrolled = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect(isScrolled, `${name} scrolls sideways`).toBe(false);
      await page.close();
    }
    expect(findings).toEqual(Object.fromEntries(Object.keys(findings).map((name) => [name, []])));
  });
}
