import { z } from 'zod';
import { listLoader } from '../../postgres/caller-reads.ts';
import { type CursorPosition, splitCursor } from '../../postgres/pagination/cursor.ts';
import type { ListValues } from '../../postgres/pagination/list-query.ts';
import { type ProjectFilter, projectList } from '../../repositories/project/list.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { type ListOrder, type ListPage, newestFirst, readPage } from '../core/list.ts';
import type { PageInput } from '../core/pagination.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import { parseInput, plainText } from '../core/validation.ts';
import { namePattern } from './naming.ts';

export type ProjectOrderField = 'CREATED_AT' | 'NAME';

export type ProjectFilterInput = {
  readonly isDefault?: boolean | null | undefined;
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

const searchInput = z.object({ search: plainText(100) });

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

/** Returns a page of the projects of an organization that the caller can see. Throws BAD_USER_INPUT for an invalid size or
 *  cursor. */
export async function listProjects(
  context: RequestContext,
  organizationId: string,
  input: ProjectListInput,
): Promise<ListPage<ProjectRow>> {
  const { field = 'CREATED_AT', direction } = input.orderBy ?? {};
  return readPage({
    loader: pagesOf(context.loaders(visibleProjects(context.actor, organizationId))),
    name: LIST,
    ownerId: organizationId,
    order: orders[field],
    ascending: direction ? direction === 'ASC' : undefined,
    filter: readFilter(input),
    input,
  });
}

/** Returns the parts of a cursor of the default order, without checking its list. Null: not a cursor. */
export function readCursor(cursor: string): (CursorPosition & { readonly check: string }) | null {
  const place = splitCursor(cursor);
  return place && newestFirst.pattern.test(place.value) && idPrefix(place.id) ? place : null;
}

export async function countProjects(
  context: RequestContext,
  organizationId: string,
  input: ProjectFilterInput,
): Promise<number> {
  const caller = context.loaders(visibleProjects(context.actor, organizationId));
  return pagesOf(caller).count(organizationId, readFilter(input));
}

function readFilter({ isDefault, search }: ProjectFilterInput): ListValues<ProjectFilter> {
  return { isDefault: isDefault ?? null, search: search ? parseInput(searchInput, { search }).search : null };
}
