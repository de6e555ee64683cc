import { z } from 'zod';
import { lockSession, updateSessionRow } from '../../repositories/session.ts';
import { sessionNotFound } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { changedFields, parseInput } from '../core/validation.ts';
import { applyChange } from '../events/apply-change.ts';
import { inProjectTransaction } from '../project/transaction.ts';
import { sessionEvent } from './event.ts';
import type { Session } from './fields.ts';

const closeSessionInput = z.object({
  id: z.string(),
  status: z
    .enum(['CLOSED', 'ERROR'], { error: 'must be CLOSED or ERROR' })
    .nullish()
    .transform((status) => status ?? 'CLOSED'),
});

export type CloseSessionInput = { readonly id: string; readonly status?: unknown };

/** Closes a session permanently, with status CLOSED or ERROR. Idempotent: a closed session stays unchanged, whatever status
 *  the input has. Throws NOT_FOUND. */
export async function closeSession(context: RequestContext, input: CloseSessionInput): Promise<Session> {
  const { id, status } = parseInput(closeSessionInput, input);
  return inProjectTransaction(context, async (tx, project) => {
    const before = idPrefix(id) === 'ses' && (await lockSession(tx, project, id));
    if (!before) throw sessionNotFound();
    if (before.status !== 'ACTIVE') return before;
    return applyChange(tx, context, {
      action: 'SESSION_CLOSED',
      before,
      changes: changedFields(before, { status }),
      update: () => updateSessionRow(tx, before, { status, closedAt: context.now() }),
      event: (closed) => sessionEvent('session.closed', closed),
    });
  });
}
