import { z } from 'zod';
import type { LogWindow } from '../../postgres/pagination/log-page.ts';
import {
  countOperatorEntries as countRows,
  findOperatorEntryPage,
  type OperatorEntryFilter,
  type OperatorEntryRow,
} from '../../repositories/operator-log.ts';
import { auditActions } from '../audit-log/record.ts';
import { type ListPage, logCursors, newestFirst, readWindow } from '../core/list.ts';
import type { PageInput } from '../core/pagination.ts';
import type { RequestContext } from '../core/request-context.ts';
import { requireOperator } from '../core/tenancy.ts';
import { idOf, instantInput, parseInput } from '../core/validation.ts';

export type OperatorEntry = OperatorEntryRow;

/** Filters of the log. Absent and null: no filter. */
type OperatorLogFilterInput = {
  /** Any of these actions. Empty: no entry. */
  readonly actions?: readonly string[] | null | undefined;
  readonly organizationId?: string | null | undefined;
  /** Inclusive. */
  readonly from?: Date | null | undefined;
  /** Exclusive. */
  readonly to?: Date | null | undefined;
};

export type OperatorLogInput = PageInput & { readonly filter?: OperatorLogFilterInput | null | undefined };

const filterInput = z.object({
  filter: z
    .object({
      actions: z.array(z.enum(Object.keys(auditActions))).nullish(),
      organizationId: idOf('org').nullish(),
      from: instantInput.nullish(),
      to: instantInput.nullish(),
    })
    .nullish(),
});

const cursors = logCursors('operator-log');

/** Reads a page of what operators did, newest first. Throws FORBIDDEN for every actor but the operator, BAD_USER_INPUT for
 *  an invalid size, cursor or filter. */
export async function listOperatorEntries(
  context: RequestContext,
  { filter, ...input }: OperatorLogInput,
): Promise<ListPage<OperatorEntry>> {
  requireOperator(context.actor);
  const read = async (window: LogWindow) => {
    const prisma = await context.db.prisma.load();
    return context.db.runInShare(() => findOperatorEntryPage(prisma, readFilter(filter), window));
  };
  return readWindow<OperatorEntry, Date>({ cursors, order: newestFirst, input, read });
}

export async function countOperatorEntries(
  context: RequestContext,
  filter: OperatorLogInput['filter'],
): Promise<number> {
  requireOperator(context.actor);
  const prisma = await context.db.prisma.load();
  return context.db.runInShare(() => countRows(prisma, readFilter(filter)));
}

function readFilter(input: OperatorLogInput['filter']): OperatorEntryFilter {
  const { filter } = parseInput(filterInput, { filter: input });
  return {
    actions: filter?.actions ?? null,
    organizationId: filter?.organizationId ?? null,
    from: filter?.from ?? null,
    to: filter?.to ?? null,
  };
}
