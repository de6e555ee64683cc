import { DAY_MS } from '../../lib/duration.ts';
import { DomainError } from '../core/errors.ts';
import type { RequestContext } from '../core/request-context.ts';

/** Returns the error of a permanent deletion before the minimum retention has passed since the archival. Null: it has passed,
 *  or there is none. */
export function retentionError(
  { projectRetention: { daysMin }, now }: Pick<RequestContext, 'projectRetention' | 'now'>,
  archivedAt: Date,
): DomainError | null {
  if (now().getTime() >= archivedAt.getTime() + daysMin * DAY_MS) return null;
  return new DomainError({
    code: 'CONFLICT',
    reason: 'PROJECT_RETAINED',
    message: `Deleted projects are kept for at least ${daysMin} days on this server.`,
    suggestedFix: 'Archive the project, and purge it after that time: deleteProject, then purgeProject.',
  });
}
