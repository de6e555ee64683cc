import { insertAuditEntries } from '../../repositories/audit-log/write.ts';
import { DomainError } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import { type AuditAction, auditEntry } from './record.ts';

/** A write that was attempted. */
export type AttemptedWrite = {
  /** The action that success would have recorded. */
  readonly action: AuditAction;
  readonly input: unknown;
  /** Whether it concerns the project that the request acts in. */
  readonly isInProject: boolean;
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
  { action, input, isInProject }: AttemptedWrite,
  error: DomainError,
): Promise<void> {
  const { actor } = context;
  // Callers without a key could fill the log of a tenant.
  if (actor.kind !== 'organization' && actor.kind !== 'project') return;
  const attempted = auditEntry(context, {
    action,
    organizationId: actor.organizationId,
    projectId: isInProject || actor.kind === 'project' ? await existingProject(context) : null,
    targetId: targetOf(input) ?? actor.organizationId,
    changes: {},
  });
  const entry = { ...attempted, result: 'DENIED', deniedReason: error.reason };
  await context.bookkeeping.transaction((tx) => insertAuditEntries(tx, [entry]));
}

/** Returns the id of the project that the request acts in. Null: it names none, or one that the actor cannot see. */
async function existingProject(context: RequestContext): Promise<string | null> {
  const { actor, requestedProjectId } = context;
  if (actor.kind === 'project') return actor.projectId;
  if (requestedProjectId === null) return null;
  const project = await context.loaders(visibleProjects(actor)).projectById.load(requestedProjectId);
  return project?.id ?? null;
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
