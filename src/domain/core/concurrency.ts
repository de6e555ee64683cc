import { DomainError } from './errors.ts';
import type { RequestContext } from './request-context.ts';
import { instantInput } from './validation.ts';

/** The `updatedAt` of the object as the client read it. Absent and null: any. */
export const expectedUpdatedAt = instantInput.nullish();

/** Throws CONFLICT unless a locked row is still as the client read it. Null: it does not exist. */
export function requireUnchanged(
  row: { readonly updatedAt: Date } | null,
  expected: Date | null | undefined,
): void {
  if (expected == null || row?.updatedAt.getTime() === expected.getTime()) return;
  throw new DomainError({
    code: 'CONFLICT',
    reason: 'CHANGED_MEANWHILE',
    field: 'expectedUpdatedAt',
    message: row
      ? `The object has changed since it was read: its updatedAt is ${row.updatedAt.toISOString()} now.`
      : 'The object was deleted after it was read.',
    suggestedFix: 'Read it again, decide about the new values, and send its present updatedAt.',
  });
}

/** Returns the `updatedAt` of a changed row: later than before, whatever the clocks of the processes and however fast the changes
 *  follow each other. */
export function changedAt({ now }: Pick<RequestContext, 'now'>, before: { readonly updatedAt: Date }): Date {
  return new Date(Math.max(now().getTime(), before.updatedAt.getTime() + 1));
}
