import { z } from 'zod';
import type { LogWindow } from '../../postgres/pagination/log-page.ts';
import {
  type AuditEntryColumns,
  type AuditEntryFilter,
  type AuditEntryRow,
  countAuditEntries as countRows,
  findAuditEntry,
  findAuditEntryPage,
} from '../../repositories/audit-log/read.ts';
import { type ListPage, logCursors, newestFirst, readWindow } from '../core/list.ts';
import type { PageInput } from '../core/pagination.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { visibleAuditEntries } from '../core/tenancy.ts';
import { instantInput, parseInput } from '../core/validation.ts';
import { auditActions, auditResults } from './record.ts';

/** An entry with its id, its time and the requested columns. */
export type AuditEntry = AuditEntryRow;

/** The log of an organization, or of one of its projects. */
export type AuditLog = { readonly organizationId: string; readonly projectId: string | null };

/** Filters of the log. Absent and null: no filter. */
export type AuditFilterInput = {
  /** Any of these actions. Empty: no entry. */
  readonly actions?: readonly string[] | null | undefined;
  readonly actor?:
    | { readonly kind?: string | null | undefined; readonly apiKeyId?: string | null | undefined }
    | null
    | undefined;
  readonly result?: string | null | undefined;
  readonly targetId?: string | null | undefined;
  readonly projectId?: string | null | undefined;
  /** Inclusive. */
  readonly from?: Date | null | undefined;
  /** Exclusive. */
  readonly to?: Date | null | undefined;
};

export type AuditListInput = PageInput & {
  readonly filter?: AuditFilterInput | null | undefined;
  readonly columns: AuditEntryColumns;
};

/** Rejects values that PostgreSQL could not compare, such as text with NUL. */
const idFilter = z.string().refine((text) => idPrefix(text) !== null, 'is not an id');

const filterInput = z.object({
  filter: z
    .object({
      actions: z.array(z.enum(Object.keys(auditActions))).nullish(),
      actor: z.object({ kind: z.string().nullish(), apiKeyId: idFilter.nullish() }).nullish(),
      result: z.enum(Object.keys(auditResults)).nullish(),
      targetId: idFilter.nullish(),
      projectId: idFilter.nullish(),
      from: instantInput.nullish(),
      to: instantInput.nullish(),
    })
    .nullish(),
});

/** Reads a page of the log, newest first, of entries that the caller may see. Throws BAD_USER_INPUT for an invalid size,
 *  cursor or filter. */
export async function listAuditEntries(
  context: RequestContext,
  log: AuditLog,
  { columns, filter, ...input }: AuditListInput,
): Promise<ListPage<AuditEntry>> {
  const visible = visibleAuditEntries(context.actor);
  const read = async (window: LogWindow) => {
    const page = { visible, filter: readFilter(log, filter), columns, window };
    const prisma = await context.db.prisma.load();
    return context.db.runInShare(() => findAuditEntryPage(prisma, page));
  };
  return readWindow<AuditEntry, Date>({ cursors: cursorsOf(log), order: newestFirst, input, read });
}

export async function countAuditEntries(
  context: RequestContext,
  log: AuditLog,
  filter: AuditListInput['filter'],
): Promise<number> {
  const visible = visibleAuditEntries(context.actor);
  const prisma = await context.db.prisma.load();
  return context.db.runInShare(() => countRows(prisma, visible, readFilter(log, filter)));
}

/** Null: unknown, or of another tenant. */
export async function auditEntryById(
  context: RequestContext,
  id: string,
  columns: AuditEntryColumns,
): Promise<AuditEntry | null> {
  const visible = visibleAuditEntries(context.actor);
  return findAuditEntry(await context.db.prisma.load(), visible, { id, columns });
}

const cursorsOf = ({ organizationId, projectId }: AuditLog) =>
  logCursors(`audit-log/${organizationId}/${projectId ?? ''}`);

/** Combines the filter with the log itself: the log of a project contains only that project, whatever the filter says. */
function readFilter(log: AuditLog, input: AuditListInput['filter']): AuditEntryFilter {
  const { filter } = parseInput(filterInput, { filter: input });
  return {
    actions: filter?.actions ?? null,
    actorKind: filter?.actor?.kind ?? null,
    actorKeyId: filter?.actor?.apiKeyId ?? null,
    result: filter?.result ?? null,
    targetId: filter?.targetId ?? null,
    projectId: log.projectId ?? filter?.projectId ?? null,
    from: filter?.from ?? null,
    to: filter?.to ?? null,
  };
}
