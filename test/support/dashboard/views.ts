import type { Page } from 'playwright-core';
import { run } from '../client.ts';
import { makeProjectKey } from '../fixtures/api-key.ts';
import { makeOrganization, makeProject, type OrganizationWorld } from '../fixtures.ts';
import { RotateApiKey } from '../operations/api-key.ts';
import { DeleteProject } from '../operations/project.ts';
import { Viewer } from '../operations/viewer.ts';
import type { TestServer } from '../server.ts';
import { choose } from './dashboard.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** An organization with something to see. */
export async function makeScene(server: TestServer): Promise<OrganizationWorld> {
  const organization = await makeOrganization(server, 'Acme');
  const project = await makeProject(server, organization, { name: 'Staging' });
  await makeProject(server, organization, { name: 'Production' });
  await makeProject(server, organization, { name: 'Client_Northwind', slug: 'northwind' });
  const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
  const ci = await makeProjectKey(server, organization, project, {
    name: 'ci',
    scopes: ['triggers:read', 'sessions:write'],
  });
  await makeProjectKey(server, organization, project, { name: 'worker', expiresAt: inDays(300) });
  await makeProjectKey(server, organization, project, { name: 'mobile app', expiresAt: inDays(9) });
  const build = await makeProjectKey(server, organization, project, { name: 'build' });
  for (const { credentials } of [ci, build]) await run(server, Viewer, {}, credentials);
  const rotation = { id: build.id, overlapSeconds: 86_400 };
  await run(server, RotateApiKey, { input: rotation }, organization.credentials);
  const former = await makeProject(server, organization, { name: 'Prototype' });
  await run(server, DeleteProject, { input: { id: former.id } }, organization.credentials);
  return organization;
}

const cell = (page: Page) => page.getByRole('rowheader').first().waitFor();
const dialog = (page: Page) => page.getByRole('dialog').waitFor();

export type View = {
  readonly path: string;
  /** Leads from the address to the view, and waits for it. */
  readonly reach: (page: Page) => Promise<void>;
};

/** The views of the dashboard: each page, and each dialog of it. */
export const views: Readonly<Record<string, View>> = {
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
      await page.getByRole('dialog').getByText('mobile app').waitFor();
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
  'new organization key': {
    path: '/organization/keys',
    reach: async (page) => {
      await page.getByRole('button', { name: 'New key' }).click();
      await page.getByLabel('Only these projects').check();
      await page.getByLabel('Production', { exact: true }).check();
    },
  },
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
  'archive project': {
    path: '/projects/staging/settings?tab=danger',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Archive project' }).click();
      await page.getByText('Everything can be restored').waitFor();
    },
  },
  'revoke key': {
    path: '/projects/staging/api-keys',
    reach: async (page) => {
      await choose(page, 'ci', 'Revoke');
      await page.getByText('Cannot be undone').waitFor();
    },
  },
  'archived projects': { path: '/projects?archived=true', reach: cell },
  'purge project': {
    path: '/projects?archived=true',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Delete permanently: Prototype' }).click();
      await page.getByText('Cannot be undone').waitFor();
    },
  },
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
