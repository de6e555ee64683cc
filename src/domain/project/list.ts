import { z } from 'zod';
import { type Place, splitCursor } from '../../data/cursor.ts';
import type { ProjectRow } from '../../data/project.ts';
import {
  type Position,
  type ProjectPage,
  selectProjectCount,
  selectProjectPage,
} from '../../data/project-page.ts';
import { parseInput, plainText } from '../input.ts';
import { cursorCodec, cutPage, type Page, type PageInput, pageSize } from '../page.ts';
import { idPrefix, type Scope } from '../scope.ts';
import { visibleProjects } from '../visibility.ts';
import { namePattern } from './names.ts';

export type ProjectOrderField = 'CREATED_AT' | 'NAME';

export type ProjectFilterInput = {
  readonly isDefault?: boolean | null | undefined;
  /** A part of the name or slug, in any case. Empty: all. */
  readonly search?: string | null | undefined;
};

export type ProjectListInput = PageInput &
  ProjectFilterInput & {
    /** Without a direction newest first, or names from A to Z. */
    readonly orderBy?:
      | { readonly field: ProjectOrderField; readonly direction?: 'ASC' | 'DESC' | null | undefined }
      | null
      | undefined;
  };

const searchInput = z.object({ search: plainText(100) });

/** A page, and the cursor of each of its rows. */
export type ProjectList = Page<ProjectRow> & { readonly cursorOf: (project: ProjectRow) => string };

const orders = {
  CREATED_AT: {
    column: 'created_at',
    ascending: false,
    pattern: /^\d{1,15}$/,
    place: ({ createdAt, id }: ProjectRow): Place => ({ value: String(createdAt.getTime()), id }),
    position: ({ value, id }: Place): Position => ({ value: new Date(Number(value)), id }),
  },
  NAME: {
    column: 'name',
    ascending: true,
    pattern: namePattern,
    place: ({ name, id }: ProjectRow): Place => ({ value: name, id }),
    position: (place: Place): Position => place,
  },
} as const;

/** A page of the projects of an organization that the caller can see. Throws BAD_USER_INPUT for a bad size or cursor. */
export async function listProjects(
  scope: Scope,
  organizationId: string,
  input: ProjectListInput,
): Promise<ProjectList> {
  const field = input.orderBy?.field ?? 'CREATED_AT';
  const { column, place, position, ascending } = orders[field];
  const { size, backward } = pageSize(input);
  const visible = visibleProjects(scope.actor, organizationId);
  const cursors = cursorsOf(organizationId, field);
  const after = cursors.decode(input.after, 'after');
  const before = cursors.decode(input.before, 'before');
  const wantsAscending = input.orderBy?.direction ? input.orderBy.direction === 'ASC' : ascending;
  // From the end of the list everything is the other way round.
  const page: ProjectPage = {
    ...readFilter(input),
    visible,
    column,
    ascending: wantsAscending !== backward,
    after: placeOrNull(backward ? before : after, position),
    before: placeOrNull(backward ? after : before, position),
    limit: size + 1,
  };
  const rows = await scope.db.read(...selectProjectPage(page));
  return {
    ...cutPage(rows, { size, backward, after, before }),
    cursorOf: (row) => cursors.encode(place(row)),
  };
}

/** The cursor of a project in the list as it is ordered when nobody says how. */
export function projectCursor(project: ProjectRow): string {
  return cursorsOf(project.organizationId, 'CREATED_AT').encode(orders.CREATED_AT.place(project));
}

const cursorsOf = (organizationId: string, field: ProjectOrderField) =>
  cursorCodec(`projects/${organizationId}/${field}`, orders[field].pattern);

/** The parts of a cursor of the default order, its list not checked yet. Null: no list made it. */
export function readCursor(cursor: string): (Place & { readonly check: string }) | null {
  const place = splitCursor(cursor);
  return place && orders.CREATED_AT.pattern.test(place.value) && idPrefix(place.id) ? place : null;
}

export async function countProjects(
  scope: Scope,
  organizationId: string,
  input: ProjectFilterInput,
): Promise<number> {
  const visible = visibleProjects(scope.actor, organizationId);
  const [row] = await scope.db.read(...selectProjectCount(visible, readFilter(input)));
  return row?.count ?? 0;
}

const placeOrNull = (place: Place | null, position: (place: Place) => Position) => place && position(place);

function readFilter({ isDefault, search }: ProjectFilterInput) {
  return { isDefault: isDefault ?? null, search: search ? parseInput(searchInput, { search }).search : null };
}
