import { z } from 'zod';
import {
  type ExportFilter,
  type ExportRow,
  selectChain,
  selectExportPage,
} from '../../repositories/audit-log/chain.ts';
import { DomainError } from '../core/errors.ts';
import { type CursorCodec, cursorCodec } from '../core/pagination.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { entireOrganization } from '../core/tenancy.ts';
import { parseInput, strictInput } from '../core/validation.ts';
import { ENTRIES_A_POINT } from './chain/check.ts';
import { sealPending } from './chain/seal.ts';

/** A page is read and written in a few milliseconds; other requests run between pages. */
const PAGE_SIZE = 200;
/** How many entries are looked at for a page of those that fit. */
const FILTERED_RANGE_MAX = 20 * PAGE_SIZE;

const instant = z.iso
  .datetime({ offset: true, error: 'must be an instant such as 2026-06-01T00:00:00Z' })
  .transform((text) => new Date(text))
  .optional();

const exportInput = strictInput({
  from: instant,
  to: instant,
  projectId: z
    .string()
    .refine((id) => idPrefix(id) === 'proj', 'is not the id of a project')
    .optional(),
  cursor: z.string().optional(),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be a whole number of 1 or more')
    .transform(Number)
    .optional(),
});

/** The lines of an export, many of them in each text. */
export type AuditExport = AsyncGenerator<string, void>;

/** Runs the read of one page, when it is the turn of the organization. */
export type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** The log of the caller's organization as lines of JSON, in the order of its chain, with all that hashes are made of. What is
 *  not sealed yet is sealed first. Read a page at a time, without a transaction: only as much as is asked for. Throws FORBIDDEN
 *  for any but a key of the whole organization, BAD_USER_INPUT, and RATE_LIMITED: it is charged for the entries that it reads. */
export async function exportAuditLog(
  context: RequestContext,
  given: Readonly<Record<string, string>>,
  inTurn: InTurn,
): Promise<AuditExport> {
  const { actor } = context;
  if (actor.kind !== 'organization') throw wrongKind();
  const { organizationId } = entireOrganization(actor);
  const { from = null, to = null, projectId = null, cursor, limit = null } = parseInput(exportInput, given);
  const cursors = cursorCodec(`audit-export/${organizationId}`, /^\d{1,18}$/);
  const after = cursors.decode(cursor, 'cursor')?.value ?? '0';
  await inTurn(() => sealPending(context, organizationId));
  const [chain] = await context.db.read(selectChain, { organizationId });
  if (Number(after) > Number(chain?.sequence ?? 0)) throw cursorBeyondHead();
  const isFiltered = from !== null || to !== null || projectId !== null;
  const stretch = {
    reached: Math.max(Number(after), Number(chain?.anchorSequence ?? 0)),
    // What is sealed meanwhile is for the next export.
    upTo: Number(chain?.sequence ?? 0),
  };
  const length = Math.max(0, stretch.upTo - stretch.reached);
  const entryCount = isFiltered ? length : Math.min(length, limit ?? length);
  await context.charge(Math.floor(entryCount / ENTRIES_A_POINT));
  return linesOf(context, {
    organizationId,
    from,
    to,
    projectId,
    ...stretch,
    isFiltered,
    limit,
    cursors,
    inTurn,
  });
}

type ExportRequest = ExportFilter & {
  readonly organizationId: string;
  readonly reached: number;
  readonly upTo: number;
  readonly isFiltered: boolean;
  readonly limit: number | null;
  readonly cursors: CursorCodec;
  readonly inTurn: InTurn;
};

async function* linesOf({ db }: RequestContext, wanted: ExportRequest): AuditExport {
  const { organizationId, projectId, from, to, upTo, isFiltered, cursors, inTurn } = wanted;
  let reached = wanted.reached;
  let left = wanted.limit ?? Number.POSITIVE_INFINITY;
  const limit = isFiltered ? FILTERED_RANGE_MAX : PAGE_SIZE;
  while (left > 0 && reached < upTo) {
    const size = Math.min(PAGE_SIZE, left);
    const stretch = {
      organizationId,
      projectId,
      from,
      to,
      after: String(reached),
      upTo: String(upTo),
      limit,
      size,
    };
    const page = await inTurn(() => db.read(selectExportPage, stretch));
    if (page.length > 0) yield page.map((entry) => `${lineOf(entry, cursors)}\n`).join('');
    left -= page.length;
    reached = page.length < size ? reached + limit : Number(page.at(-1)?.sequence);
  }
}

/** `changes` stays text, to the byte as it is hashed. */
function lineOf(
  { sealedEntryId: _id, place: _place, at: _at, ...entry }: ExportRow,
  cursors: CursorCodec,
): string {
  const cursor = cursors.encode({ value: entry.sequence, id: entry.id });
  return JSON.stringify({
    cursor,
    ...entry,
    sequence: Number(entry.sequence),
    position: Number(entry.position),
  });
}

function wrongKind(): DomainError {
  return new DomainError({
    code: 'FORBIDDEN',
    reason: 'WRONG_KEY_KIND',
    message: 'The audit log of an organization is exported with a key of the organization.',
    suggestedFix: 'Send an organization key (oak_…) as x-org-api-key.',
  });
}

/** A cursor was given with an entry: what it names has been there. */
function cursorBeyondHead(): DomainError {
  return new DomainError({
    code: 'BAD_USER_INPUT',
    reason: 'INVALID_CURSOR',
    field: 'cursor',
    message: 'The chain ends before the place of the cursor: its end was cut off.',
    suggestedFix: 'Verify the log with the last line that was exported as `expected`.',
  });
}
