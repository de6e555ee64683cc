import DataLoader from 'dataloader';
import { type ApiKeyRow, selectKeysByIds, selectProjectKeys } from './api-key.ts';
import type { Database } from './database.ts';
import { createListLoader, type ListLoader } from './list-loader.ts';
import { type OrganizationRow, selectOrganization } from './organization.ts';
import { type ProjectRow, selectProjectsByIds } from './project.ts';
import { type ProjectFilter, projectList } from './project-list.ts';
import type { VisibleProjects } from './visibility.ts';

/** Reads for one caller, gathered into one statement a tick and kept for one request. */
export type Loaders = {
  readonly organizationById: DataLoader<string, OrganizationRow | null>;
  readonly projectById: DataLoader<string, ProjectRow | null>;
  readonly projects: ListLoader<ProjectFilter, ProjectRow>;
  readonly keyById: DataLoader<string, ApiKeyRow | null>;
  readonly keysByProjectId: DataLoader<string, readonly ApiKeyRow[]>;
};

export function createLoaders(db: Database, visible: VisibleProjects): Loaders {
  return {
    organizationById: new DataLoader(async (ids) => inOrder(ids, await db.read(selectOrganization, visible))),
    projectById: new DataLoader(async (ids) =>
      inOrder(ids, await db.read(selectProjectsByIds, { ...visible, ids })),
    ),
    projects: createListLoader(db, visible, projectList),
    keyById: new DataLoader(async (ids) => inOrder(ids, await db.read(selectKeysByIds, { ...visible, ids }))),
    keysByProjectId: new DataLoader(async (projectIds) => {
      const keys = new Map<string | null, ApiKeyRow[]>(projectIds.map((id) => [id, []]));
      for (const key of await db.read(selectProjectKeys, { ...visible, projectIds }))
        keys.get(key.projectId)?.push(key);
      return projectIds.map((id) => keys.get(id) ?? []);
    }),
  };
}

/** One answer for each id, null where no row has it: what a DataLoader asks of its batch function. */
function inOrder<Row extends { readonly id: string }>(
  ids: readonly string[],
  rows: readonly Row[],
): (Row | null)[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}
