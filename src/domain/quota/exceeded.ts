import { DomainError } from '../core/errors.ts';
import { type Quota, quotaUse } from './fields.ts';

/** The outcome of a batch that exceeded the remaining quota. */
export type TruncatedBatch = {
  readonly recordedCount: number;
  readonly duplicateCount: number;
  readonly quotaExceededCount: number;
};

const resetOf = (quota: Quota | null, entity: 'TOOL_CALL' | 'SESSION') =>
  (quota && quotaUse(quota, entity))?.resetAt.toISOString();

/** The error for the rest of a batch whose first calls were stored. */
export function toolCallQuotaExceeded(quota: Quota | null, batch: TruncatedBatch): DomainError {
  const { recordedCount, quotaExceededCount } = batch;
  const newCount = recordedCount + quotaExceededCount;
  return new DomainError({
    code: 'QUOTA_EXCEEDED',
    reason: 'TOOL_CALL_QUOTA_EXCEEDED',
    field: 'calls',
    message: `The quota of this month permitted ${recordedCount} of the ${newCount} new calls. The first ${recordedCount} were stored.`,
    suggestedFix:
      'Send the batch again next month, or have the quota raised. Stored calls are not stored twice.',
    details: { ...batch, resetAt: resetOf(quota, 'TOOL_CALL') },
  });
}

export function sessionQuotaExceeded(quota: Quota): DomainError {
  return new DomainError({
    code: 'QUOTA_EXCEEDED',
    reason: 'SESSION_QUOTA_EXCEEDED',
    message: 'The session quota of the project is used up for this month.',
    suggestedFix: 'Wait for the next month, or have the quota raised.',
    details: { resetAt: resetOf(quota, 'SESSION') },
  });
}
