import { DomainError } from '../core/errors.ts';

/** The error of a permanent deletion before the minimum retention has passed. */
export function projectRetained(daysMin: number): DomainError {
  return new DomainError({
    code: 'CONFLICT',
    reason: 'PROJECT_RETAINED',
    message: `Deleted projects are kept for at least ${daysMin} days on this server.`,
    suggestedFix: 'Archive the project, and purge it after that time: deleteProject, then purgeProject.',
  });
}
