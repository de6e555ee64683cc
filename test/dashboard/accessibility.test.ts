import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { run } from '../support/client.ts';
import { screenshot } from '../support/dashboard/artifacts.ts';
import { findingsOf } from '../support/dashboard/axe.ts';
import { choose, signIn, useDashboard } from '../support/dashboard/dashboard.ts';
import { makeProjectKey } from '../support/fixtures/api-key.ts';
import { makeOrganization, makeProject } from '../support/fixtures.ts';
import { DeleteProject } from '../support/operations/project.ts';
import { DESKTOP, PHONE } from '../support/process/browser.ts';

const dashboard = useDashboard();
const DAY_MS = 24 * 60 * 60 * 1000;

/** An organization with something to see. */
async function makeScene() {
  const { server } = dashboard;
  const organization = await makeOrganization(server, 'Acme');
  const project = await makeProject(server, organization, { name: 'Staging' });
  await makeProject(server, organization, { name: 'Production' });
  await makeProject(server, organization, { name: 'Client_Northwind', slug: 'northwind' });
  const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
  await makeProjectKey(server, organization, project, {
    name: 'ci',
    scopes: ['triggers:read', 'sessions:write'],
  });
  await makeProjectKey(server, organization, project, { name: 'worker', expiresAt: inDays(300) });
  await makeProjectKey(server, organization, project, { name: 'mobile app', expiresAt: inDays(9) });
  const former = await makeProject(server, organization, { name: 'Prototype' });
  await run(server, DeleteProject, { input: { id: former.id } }, organization.credentials);
  return organization;
}

const cell = (page: Page) => page.getByRole('rowheader').first().waitFor();
const dialog = (page: Page) => page.getByRole('dialog').waitFor();

type View = {
  readonly path: string;
  /** Leads from the address to the view, and waits for it. */
  readonly reach: (page: Page) => Promise<void>;
};

const views: Readonly<Record<string, View>> = {
  projects: { path: '/projects', reach: cell },
  'projects, none found': {
    path: '/projects?q=nothing',
    reach: (page) => page.getByRole('button', { name: 'Clear filters' }).waitFor(),
  },
  'new project': { path: '/projects?create=true', reach: dialog },
  operations: {
    path: '/projects',
    reach: async (page) => {
      await page.getByRole('button', { name: 'GraphQL' }).click();
      await dialog(page);
    },
  },
  'api keys': { path: '/projects/staging/api-keys', reach: cell },
  'key details': {
    path: '/projects/staging/api-keys',
    reach: async (page) => {
      await page.getByRole('button', { name: 'ci', exact: true }).click();
      await dialog(page);
    },
  },
  'key actions': {
    path: '/projects/staging/api-keys',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Actions for key ci' }).click();
      await page.getByRole('menuitem', { name: 'Rotate' }).waitFor();
    },
  },
  'new key': {
    path: '/projects/staging/api-keys',
    reach: async (page) => {
      await page.getByRole('button', { name: 'New key' }).click();
      await page.getByLabel('Only these scopes').check();
      await page.getByLabel('triggers:read').waitFor();
    },
  },
  'regenerate keys': {
    path: '/projects/staging/api-keys',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Regenerate all' }).click();
      await dialog(page);
    },
  },
  'issued key': {
    path: '/projects/staging/api-keys',
    reach: async (page) => {
      await choose(page, 'worker', 'Rotate');
      await page.getByRole('button', { name: 'Rotate' }).click();
      await page.getByLabel('I have stored the secret').waitFor();
    },
  },
  'organization keys': { path: '/organization/keys', reach: cell },
  'general settings': {
    path: '/projects/staging/settings',
    reach: (page) => page.getByLabel('Slug').waitFor(),
  },
  'project configuration': {
    path: '/projects/staging/settings?tab=configuration',
    reach: (page) => page.getByRole('switch').first().waitFor(),
  },
  danger: {
    path: '/projects/staging/settings?tab=danger',
    reach: (page) => page.getByRole('button', { name: 'Archive project' }).waitFor(),
  },
  'archived projects': { path: '/projects?archived=true', reach: cell },
  switcher: {
    path: '/projects/staging/settings',
    reach: async (page) => {
      const menu = page.getByRole('button', { name: 'Open navigation' });
      if (await menu.isVisible()) await menu.click();
      await page.getByRole('combobox', { name: /Switch project/ }).click();
      await page.getByRole('option', { name: 'Production' }).waitFor();
    },
  },
  'no api keys': {
    path: '/projects/default/api-keys',
    reach: (page) => page.getByRole('heading', { name: 'No API keys' }).waitFor(),
  },
  'missing project': {
    path: '/projects/nothing/api-keys',
    reach: (page) => page.getByRole('heading', { name: 'Project not found' }).waitFor(),
  },
  'missing page': {
    path: '/nothing',
    reach: (page) => page.getByRole('heading', { name: 'Nothing here' }).waitFor(),
  },
};

const looks = [
  ['light', 'wide', DESKTOP],
  ['light', 'narrow', PHONE],
  ['dark', 'wide', DESKTOP],
  ['dark', 'narrow', PHONE],
] as const;

describe('axe finds nothing', () => {
  test.each(looks)('in %s and %s', { timeout: 180_000 }, async (colorScheme, width, viewport) => {
    const organization = await makeScene();
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
