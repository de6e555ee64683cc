import { z } from 'zod';
import { turns } from '../../lib/turn-queue.ts';
import {
  type ExportFilter,
  type ExportRow,
  selectChain,
  selectExportPage,
} from '../../repositories/audit-log/chain.ts';
import { DomainError } from '../core/errors.ts';
import { type CursorCodec, cursorCodec } from '../core/pagination.ts';
import { requireScope } from '../core/permissions.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { entireOrganization } from '../core/tenancy.ts';
import { parseInput, strictInput } from '../core/validation.ts';
import { ENTRIES_PER_POINT } from './chain/check.ts';
import { sealPending } from './chain/seal.ts';

const PAGE_SIZE = 200;
/** Lines that are written in one turn of the event loop: less than a millisecond. */
const LINES_PER_TURN = 25;
/** Maximum number of entries scanned for a page of matching ones. */
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
    .regex(/^[1-9]\d{0,8}$/, 'must be an integer of 1 or more')
    .transform(Number)
    .optional(),
});

/** The lines of an export; each chunk has many. */
export type AuditExport = AsyncGenerator<string, void>;

/** Runs the read of one page when the scheduler admits the organization. */
export type RunScheduled = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Exports the audit log of the caller's organization as JSON lines, in the order of its chain, with everything that the
 *  hashes cover. Seals pending entries first. Reads a page at a time on demand, without a transaction. Throws FORBIDDEN for
 *  any key but an organization key for all projects with the scope audit:read, BAD_USER_INPUT, and RATE_LIMITED: it charges
 *  for the entries that it reads. */
export async function exportAuditLog(
  context: RequestContext,
  parameters: Readonly<Record<string, string>>,
  runScheduled: RunScheduled,
): Promise<AuditExport> {
  const { actor } = context;
  if (actor.kind !== 'organization') throw wrongKind();
  requireScope(actor, 'audit:read');
  const { organizationId } = entireOrganization(actor);
  const {
    from = null,
    to = null,
    projectId = null,
    cursor,
    limit = null,
  } = parseInput(exportInput, parameters);
  const cursors = cursorCodec(`audit-export/${organizationId}`, /^\d{1,18}$/);
  const after = cursors.decode(cursor, 'cursor')?.value ?? '0';
  await runScheduled(() => sealPending(context, organizationId));
  const [chain] = await context.db.read(selectChain, { organizationId });
  if (Number(after) > Number(chain?.sequence ?? 0)) throw cursorBeyondHead();
  const isFiltered = from !== null || to !== null || projectId !== null;
  const positions = {
    reached: Math.max(Number(after), Number(chain?.anchorSequence ?? 0)),
    // Entries sealed from here on belong to the next export.
    upTo: Number(chain?.sequence ?? 0),
  };
  const length = Math.max(0, positions.upTo - positions.reached);
  const entryCount = isFiltered ? length : Math.min(length, limit ?? length);
  await context.charge(Math.floor(entryCount / ENTRIES_PER_POINT));
  return linesOf(context, {
    organizationId,
    from,
    to,
    projectId,
    ...positions,
    isFiltered,
    limit,
    cursors,
    runScheduled,
  });
}

type ExportRequest = ExportFilter & {
  readonly organizationId: string;
  readonly reached: number;
  readonly upTo: number;
  readonly isFiltered: boolean;
  readonly limit: number | null;
  readonly cursors: CursorCodec;
  readonly runScheduled: RunScheduled;
};

async function* linesOf({ db }: RequestContext, request: ExportRequest): AuditExport {
  const { organizationId, projectId, from, to, upTo, isFiltered, cursors, runScheduled } = request;
  let reached = request.reached;
  let left = request.limit ?? Number.POSITIVE_INFINITY;
  const limit = isFiltered ? FILTERED_RANGE_MAX : PAGE_SIZE;
  while (left > 0 && reached < upTo) {
    const size = Math.min(PAGE_SIZE, left);
    const range = {
      organizationId,
      projectId,
      from,
      to,
      after: String(reached),
      upTo: String(upTo),
      limit,
      size,
    };
    const page = await runScheduled(() => db.read(selectExportPage, range));
    for (let from = 0; from < page.length; from += LINES_PER_TURN) {
      await turns.next(organizationId);
      const lines = page.slice(from, from + LINES_PER_TURN);
      yield lines.map((entry) => `${lineOf(entry, cursors)}\n`).join('');
    }
    left -= page.length;
    reached = page.length < size ? reached + limit : Number(page.at(-1)?.sequence);
  }
}

/** Formats one line. `changes` stays the text that was hashed, byte for byte. */
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
    message: 'Exporting the audit log needs an organization key.',
    suggestedFix: 'Send an organization key (oak_…) as x-org-api-key.',
  });
}

/** A cursor always comes from an exported entry, so that the chain once reached it. */
function cursorBeyondHead(): DomainError {
  return new DomainError({
    code: 'BAD_USER_INPUT',
    reason: 'INVALID_CURSOR',
    field: 'cursor',
    message: 'The chain ends before the position of the cursor: its end was removed.',
    suggestedFix: 'Verify the log with the last exported line as `expected`.',
  });
}
