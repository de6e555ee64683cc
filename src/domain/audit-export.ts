import { z } from 'zod';
import { type ExportFilter, type ExportRow, selectChain, selectExportPage } from '../data/audit-chain.ts';
import { sealPending } from './audit-chain/seal.ts';
import { DomainError } from './errors.ts';
import { parseInput, strictInput } from './input.ts';
import { type CursorCodec, cursorCodec } from './page.ts';
import { idPrefix, type Scope } from './scope.ts';
import { wholeOrganization } from './visibility.ts';

const PAGE_SIZE = 1_000;
/** How many entries are looked at for a page of those that fit. */
const FILTERED_STRETCH = 20 * PAGE_SIZE;

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

/** The log of the caller's organization as lines of JSON, in the order of its chain, with all that hashes are made of. What is
 *  not sealed yet is sealed first. Read a page at a time, without a transaction: only as much as is asked for. Throws FORBIDDEN
 *  for any but a key of the whole organization, and BAD_USER_INPUT. */
export async function exportAuditLog(
  scope: Scope,
  given: Readonly<Record<string, string>>,
): Promise<AuditExport> {
  const { actor } = scope;
  if (actor.kind !== 'organization') throw wrongKind();
  const { organizationId } = wholeOrganization(actor);
  const { from = null, to = null, projectId = null, cursor, limit = null } = parseInput(exportInput, given);
  const cursors = cursorCodec(`audit-export/${organizationId}`, /^\d{1,18}$/);
  const after = cursors.decode(cursor, 'cursor')?.value ?? '0';
  await sealPending(scope, organizationId);
  return linesOf(scope, { organizationId, from, to, projectId, after, limit, cursors });
}

type Wanted = ExportFilter & {
  readonly organizationId: string;
  readonly after: string;
  readonly limit: number | null;
  readonly cursors: CursorCodec;
};

/** Up to where the chain ends now: what is sealed meanwhile is for the next export. */
async function* linesOf({ db }: Scope, { after, limit, cursors, ...wanted }: Wanted): AuditExport {
  const [chain] = await db.read(selectChain, { organizationId: wanted.organizationId });
  const upTo = chain?.sequence ?? '0';
  let reached = Math.max(Number(after), Number(chain?.anchorSequence ?? 0));
  let left = limit ?? Number.POSITIVE_INFINITY;
  const isFiltered = wanted.from !== null || wanted.to !== null || wanted.projectId !== null;
  const stretchSize = isFiltered ? FILTERED_STRETCH : PAGE_SIZE;
  while (left > 0 && reached < Number(upTo)) {
    const size = Math.min(PAGE_SIZE, left);
    const stretch = { after: String(reached), upTo, limit: stretchSize, size };
    const page = await db.read(selectExportPage, { ...wanted, ...stretch });
    if (page.length > 0) yield page.map((entry) => `${lineOf(entry, cursors)}\n`).join('');
    left -= page.length;
    reached = page.length < size ? reached + stretchSize : Number(page.at(-1)?.sequence);
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
