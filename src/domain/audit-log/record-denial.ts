import { insertAuditEntries } from '../../repositories/audit-log/write.ts';
import { DomainError } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { type AuditAction, auditEntry } from './record.ts';

/** A write that was attempted. */
export type AttemptedWrite = {
  /** The action that success would have recorded. */
  readonly action: AuditAction;
  readonly input: unknown;
};

/** Records a write that was FORBIDDEN to a key, in the log of its organization or project, and rethrows the error. Rethrows
 *  any other error unchanged. A denial that could not be recorded is still returned: its `cause` has the failure, for the
 *  HTTP layer to report. */
export async function auditAndRethrow(
  context: RequestContext,
  attempt: AttemptedWrite,
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
  { action, input }: AttemptedWrite,
  error: DomainError,
): Promise<void> {
  const { actor } = context;
  // Callers without a key could fill the log of a tenant.
  if (actor.kind !== 'organization' && actor.kind !== 'project') return;
  const attempted = auditEntry(context, {
    action,
    organizationId: actor.organizationId,
    projectId: actor.kind === 'project' ? actor.projectId : null,
    targetId: targetOf(input) ?? actor.organizationId,
    changes: {},
  });
  const entry = { ...attempted, result: 'DENIED', deniedReason: error.reason };
  await context.bookkeeping.transaction((tx) => insertAuditEntries(tx, [entry]));
}

/** Returns the id that the input names: its own, otherwise the first id of another object. */
function targetOf(input: unknown): string | null {
  if (typeof input !== 'object' || input === null) return null;
  const { id, ...others } = input as { readonly [field: string]: unknown };
  const candidates = [
    id,
    ...Object.entries(others).map(([field, value]) => (/Id$/.test(field) ? value : null)),
  ];
  const ids = candidates.filter((value) => typeof value === 'string');
  return ids.find((value) => idPrefix(value) !== null) ?? null;
}
