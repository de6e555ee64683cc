import { DomainError } from '../core/errors.ts';
import { type Quota, quotaUse } from './fields.ts';

/** What became of a batch that was larger than the room for it. */
export type TruncatedBatch = {
  readonly recordedCount: number;
  readonly duplicateCount: number;
  readonly quotaExceededCount: number;
};

const resetOf = (quota: Quota | null, entity: 'TOOL_CALL' | 'SESSION') =>
  (quota && quotaUse(quota, entity))?.resetAt.toISOString();

/** The rest of a batch, whose beginning was stored. */
export function toolCallQuotaExceeded(quota: Quota | null, batch: TruncatedBatch): DomainError {
  const { recordedCount, quotaExceededCount } = batch;
  const newCount = recordedCount + quotaExceededCount;
  return new DomainError({
    code: 'QUOTA_EXCEEDED',
    reason: 'TOOL_CALL_QUOTA_EXCEEDED',
    field: 'calls',
    message: `The quota of this month had room for ${recordedCount} of the ${newCount} new calls. The first ${recordedCount} were stored.`,
    suggestedFix:
      'Send the batch again in the next month, or have the quota raised: what was stored is not stored twice.',
    details: { ...batch, resetAt: resetOf(quota, 'TOOL_CALL') },
  });
}

export function sessionQuotaExceeded(quota: Quota): DomainError {
  return new DomainError({
    code: 'QUOTA_EXCEEDED',
    reason: 'SESSION_QUOTA_EXCEEDED',
    message: 'The project has created as many sessions in this month as its quota lets in.',
    suggestedFix: 'Wait for the next month, or have the quota raised.',
    details: { resetAt: resetOf(quota, 'SESSION') },
  });
}
