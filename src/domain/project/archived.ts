import type { CursorPosition } from '../../postgres/pagination/cursor.ts';
import type { ArchivedProjectRow } from '../../repositories/project/archive.ts';
import {
  type ArchivedCountsRow,
  type ArchivedProjectPosition,
  countArchivedProjects as countRows,
  findArchivedProject,
  findArchivedProjectPage,
} from '../../repositories/project/archived-list.ts';
import { cursorCodec, type Page, type PageInput, pageSize, slicePage } from '../core/pagination.ts';
import type { RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';

/** An archived project that can be restored. */
export type ArchivedProject = ArchivedProjectRow;

/** Numbers of the objects in an archived project, each at most 1,000. */
export type ArchivedCounts = ArchivedCountsRow;

/** A page, with the cursor of each of its projects. */
export type ArchivedProjectPage = Page<ArchivedProject> & {
  readonly cursorOf: (project: ArchivedProject) => string;
};

/** Reads a page of the archived projects of an organization that the caller may see, newest first. Throws BAD_USER_INPUT for an
 *  invalid size or cursor. */
export async function listArchivedProjects(
  context: RequestContext,
  organizationId: string,
  input: PageInput,
): Promise<ArchivedProjectPage> {
  const { size, backward } = pageSize(input);
  const cursors = cursorsOf(organizationId);
  const after = cursors.decode(input.after, 'after');
  const before = cursors.decode(input.before, 'before');
  const page = {
    visible: visibleProjects(context.actor, organizationId),
    // Pages from the end of the list are read in the opposite direction.
    ascending: backward,
    after: positionOf(backward ? before : after),
    before: positionOf(backward ? after : before),
    limit: size + 1,
  };
  const prisma = await context.db.prisma.load();
  const rows = await context.db.runInShare(() => findArchivedProjectPage(prisma, page));
  return {
    ...slicePage(rows, { size, backward, after, before }),
    cursorOf: ({ archivedAt, id }) => cursors.encode({ value: String(archivedAt.getTime()), id }),
  };
}

/** Null: unknown, of another organization, not visible to the actor, not archived, or its purge has started. */
export async function archivedProjectById(
  context: RequestContext,
  organizationId: string,
  id: string,
): Promise<ArchivedProject | null> {
  const visible = visibleProjects(context.actor, organizationId);
  const prisma = await context.db.prisma.load();
  return context.db.runInShare(() => findArchivedProject(prisma, visible, id));
}

export async function countArchivedProjects(
  context: RequestContext,
  organizationId: string,
): Promise<number> {
  const visible = visibleProjects(context.actor, organizationId);
  const prisma = await context.db.prisma.load();
  return context.db.runInShare(() => countRows(prisma, visible));
}

/** Milliseconds since 1970, up to the year 5138. */
const cursorsOf = (organizationId: string) =>
  cursorCodec(`archived-projects/${organizationId}`, /^\d{1,14}$/);

const positionOf = (place: CursorPosition | null): ArchivedProjectPosition | null =>
  place && { archivedAt: new Date(Number(place.value)), id: place.id };

export async function countArchivedObjects(
  context: RequestContext,
  { organizationId, id }: ArchivedProject,
): Promise<ArchivedCounts | null> {
  return context.loaders(visibleProjects(context.actor, organizationId)).archivedCountsById.load(id);
}
