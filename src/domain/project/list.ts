import { z } from 'zod';
import { listLoader } from '../../postgres/caller-reads.ts';
import type { ListValues } from '../../postgres/pagination/list-query.ts';
import {
  type ProjectFilter,
  type ProjectOffset,
  projectList,
  selectProjectsFrom,
} from '../../repositories/project/list.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { type ListOrder, type ListPage, newestFirst, readPage } from '../core/list.ts';
import type { PageInput } from '../core/pagination.ts';
import { planList } from '../core/planned.ts';
import type { RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import { parseInput, searchText } from '../core/validation.ts';
import { namePattern } from './naming.ts';

type ProjectOrderField = 'CREATED_AT' | 'NAME';

export type ProjectFilterInput = {
  readonly isDefault?: boolean | null | undefined;
  readonly environment?: ProjectRow['environment'] | null | undefined;
  /** A substring of the name or slug, case-insensitive. Empty: no filter. */
  readonly search?: string | null | undefined;
};

export type ProjectListInput = PageInput &
  ProjectFilterInput & {
    /** Default directions: newest first; names from A to Z. */
    readonly orderBy?:
      | { readonly field: ProjectOrderField; readonly direction?: 'ASC' | 'DESC' | null | undefined }
      | null
      | undefined;
  };

const searchInput = z.object({ search: searchText });

const byName: ListOrder<ProjectRow> = {
  name: 'NAME',
  column: 'name',
  ascending: true,
  pattern: namePattern,
  place: ({ name, id }) => ({ value: name, id }),
  position: (place) => place,
};

const orders: Readonly<Record<ProjectOrderField, ListOrder<ProjectRow>>> = {
  CREATED_AT: newestFirst,
  NAME: byName,
};

const LIST = 'projects';
const pagesOf = listLoader(projectList);

/** The order of a list, and its direction unless that is the default. */
function orderOf({ orderBy }: ProjectListInput) {
  const { field = 'CREATED_AT', direction } = orderBy ?? {};
  return { order: orders[field], ascending: direction ? direction === 'ASC' : undefined };
}

/** Returns a page of the projects of an organization that the caller can see. Throws BAD_USER_INPUT for an invalid size or
 *  cursor. */
export async function listProjects(
  context: RequestContext,
  organizationId: string,
  input: ProjectListInput,
): Promise<ListPage<ProjectRow>> {
  return readPage({
    loader: pagesOf(context.loaders(visibleProjects(context.actor, organizationId))),
    name: LIST,
    ownerId: organizationId,
    ...orderOf(input),
    filter: readFilter(input),
    input,
  });
}

/** Returns the projects of the caller's organization from a row number on, newest first, and the number of all. Rows shift while
 *  projects are created and deleted: for clients that page by numbers. */
export async function listProjectsFrom(
  context: RequestContext,
  offset: ProjectOffset,
): Promise<{ readonly rows: readonly ProjectRow[]; readonly total: number }> {
  const visible = visibleProjects(context.actor);
  const [rows, total] = await Promise.all([
    context.db.read(selectProjectsFrom, { ...visible, ...offset }),
    countProjects(context, visible.organizationId, offset),
  ]);
  return { rows, total };
}

export const plannedProjectList = planList({
  list: projectList,
  match: {},
  name: LIST,
  orderOf,
  filter: readFilter,
});

/** Counts the projects that the caller can see, at most `max` of them. Null: all. */
export async function countProjects(
  context: RequestContext,
  organizationId: string,
  input: ProjectFilterInput,
  max: number | null = null,
): Promise<number> {
  const caller = context.loaders(visibleProjects(context.actor, organizationId));
  return pagesOf(caller).count(organizationId, readFilter(input), max);
}

function readFilter({ isDefault, environment, search }: ProjectFilterInput): ListValues<ProjectFilter> {
  return {
    isDefault: isDefault ?? null,
    environment: environment ?? null,
    search: search == null ? null : parseInput(searchInput, { search }).search,
  };
}
