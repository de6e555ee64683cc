import { z } from 'zod';
import type { AuthorizedTransaction } from '../../postgres/database.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { insertSession } from '../../repositories/session.ts';
import { countSession } from '../../repositories/usage/count.ts';
import { actorKeyId, recordAudit } from '../audit-log/record.ts';
import { accountUserId } from '../connected-account/fields.ts';
import type { RequestContext } from '../core/request-context.ts';
import { parseInput } from '../core/validation.ts';
import { emitEvent } from '../events/emit.ts';
import { inProjectTransaction } from '../project/transaction.ts';
import { consumeQuota, lockQuotaForUse, remainingQuota } from '../quota/consume.ts';
import { sessionQuotaExceeded } from '../quota/exceeded.ts';
import { sessionEvent } from './event.ts';
import { type Session, sessionToolkits } from './fields.ts';

const createSessionInput = z.object({
  userId: accountUserId,
  toolkitSlugs: sessionToolkits,
});

export type CreateSessionInput = z.input<typeof createSessionInput>;

/** Creates an ACTIVE session in the actor's project. Duplicate toolkits are stored once. Throws QUOTA_EXCEEDED. Not
 *  idempotent. */
export async function createSession(context: RequestContext, input: CreateSessionInput): Promise<Session> {
  const { userId, toolkitSlugs } = parseInput(createSessionInput, input);
  return inProjectTransaction(context, async (tx, project) => {
    const { organizationId, id: projectId } = project;
    await consumeSessionQuota(tx, context, project);
    const id = context.newId('ses');
    await recordAudit(tx, context, {
      action: 'SESSION_CREATED',
      organizationId,
      projectId,
      targetId: id,
      changes: { userId, toolkitSlugs },
    });
    const session = await insertSession(tx, {
      id,
      organization_id: organizationId,
      project_id: projectId,
      user_id: userId,
      toolkit_slugs: toolkitSlugs,
      status: 'ACTIVE',
      created_at: context.now(),
      closed_at: null,
    });
    await countSession(tx, session, actorKeyId(context.actor));
    await emitEvent(tx, context, sessionEvent('session.created', session));
    return session;
  });
}

/** Consumes one session of the quota, if there is a quota. */
async function consumeSessionQuota(
  tx: AuthorizedTransaction,
  context: RequestContext,
  { organizationId, id: projectId, hasQuota }: ProjectRow,
): Promise<void> {
  const quota = hasQuota ? await lockQuotaForUse(tx, context, { organizationId, projectId }) : null;
  if (!quota) return;
  if (remainingQuota(quota, 'SESSION') === 0) throw sessionQuotaExceeded(quota);
  await consumeQuota(tx, context, quota, { entity: 'SESSION', count: 1 });
}
