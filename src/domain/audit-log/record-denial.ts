import { insertAuditEntries } from '../../repositories/audit-log/write.ts';
import { DomainError } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { type AuditAction, entryOf } from './record.ts';

/** A write that somebody tried. */
export type Attempt = {
  /** What it would have been recorded as. */
  readonly action: AuditAction;
  readonly input: unknown;
};

/** Records a write that was FORBIDDEN to a key of an organization or of a project, in that log, and throws the refusal again.
 *  Whatever else went wrong is thrown as it is. A refusal that could not be recorded is one all the same: it brings along why,
 *  as its `cause`, for whoever answers it to report. */
export async function auditAndRethrow(
  context: RequestContext,
  attempt: Attempt,
  error: unknown,
): Promise<never> {
  if (error instanceof DomainError && error.code === 'FORBIDDEN') {
    await recordDenial(context, attempt, error).catch((failure) => {
      error.cause = failure;
    });
  }
  throw error;
}

async function recordDenial(
  context: RequestContext,
  { action, input }: Attempt,
  error: DomainError,
): Promise<void> {
  const { actor } = context;
  // Whoever came without a key could fill the log of others.
  if (actor.kind !== 'organization' && actor.kind !== 'project') return;
  const attempted = entryOf(context, {
    action,
    organizationId: actor.organizationId,
    projectId: actor.kind === 'project' ? actor.projectId : null,
    targetId: targetOf(input) ?? actor.organizationId,
    changes: {},
  });
  const entry = { ...attempted, result: 'DENIED', denied_reason: error.reason };
  await context.bookkeeping.transaction((tx) => insertAuditEntries(tx, [entry]));
}

/** The id that the input names: its own, or else the first of another thing. */
function targetOf(input: unknown): string | null {
  if (typeof input !== 'object' || input === null) return null;
  const { id, ...others } = input as { readonly [field: string]: unknown };
  const named = [id, ...Object.entries(others).map(([field, value]) => (/Id$/.test(field) ? value : null))];
  const ids = named.filter((value) => typeof value === 'string');
  return ids.find((value) => idPrefix(value) !== null) ?? null;
}
