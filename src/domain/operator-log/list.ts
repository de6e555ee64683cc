import { z } from 'zod';
import type { CursorPosition } from '../../postgres/pagination/cursor.ts';
import {
  countOperatorEntries as countRows,
  findOperatorEntryPage,
  type OperatorEntryFilter,
  type OperatorEntryPosition,
  type OperatorEntryRow,
} from '../../repositories/operator-log.ts';
import { auditActions } from '../audit-log/record.ts';
import { cursorCodec, type Page, type PageInput, pageSize, slicePage } from '../core/pagination.ts';
import type { RequestContext } from '../core/request-context.ts';
import { requireOperator } from '../core/tenancy.ts';
import { idOf, instantInput, parseInput } from '../core/validation.ts';

export type OperatorEntry = OperatorEntryRow;

/** Filters of the log. Absent and null: no filter. */
export type OperatorLogFilterInput = {
  /** Any of these actions. Empty: no entry. */
  readonly actions?: readonly string[] | null | undefined;
  readonly organizationId?: string | null | undefined;
  /** Inclusive. */
  readonly from?: Date | null | undefined;
  /** Exclusive. */
  readonly to?: Date | null | undefined;
};

export type OperatorLogInput = PageInput & { readonly filter?: OperatorLogFilterInput | null | undefined };

/** A page, with the cursor of each of its entries. */
export type OperatorLogPage = Page<OperatorEntry> & { readonly cursorOf: (entry: OperatorEntry) => string };

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

/** Milliseconds since 1970, up to the year 5138. */
const cursors = cursorCodec('operator-log', /^\d{1,14}$/);

const positionOf = (place: CursorPosition | null): OperatorEntryPosition | null =>
  place && { createdAt: new Date(Number(place.value)), id: place.id };

/** Reads a page of what operators did, newest first. Throws FORBIDDEN for every actor but the operator, BAD_USER_INPUT for
 *  an invalid size, cursor or filter. */
export async function listOperatorEntries(
  context: RequestContext,
  { filter, ...input }: OperatorLogInput,
): Promise<OperatorLogPage> {
  requireOperator(context.actor);
  const { size, backward } = pageSize(input);
  const after = cursors.decode(input.after, 'after');
  const before = cursors.decode(input.before, 'before');
  const page = {
    filter: readFilter(filter),
    // Pages from the end of the list are read in the opposite direction.
    ascending: backward,
    after: positionOf(backward ? before : after),
    before: positionOf(backward ? after : before),
    limit: size + 1,
  };
  const prisma = await context.db.prisma.load();
  const rows = await context.db.runInShare(() => findOperatorEntryPage(prisma, page));
  return {
    ...slicePage(rows, { size, backward, after, before }),
    cursorOf: ({ createdAt, id }) => cursors.encode({ value: String(createdAt.getTime()), id }),
  };
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
