import { z } from 'zod';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { deleteTriggerRow } from '../../repositories/trigger.ts';
import { recordAudit } from '../audit-log/record.ts';
import type { RequestContext } from '../core/request-context.ts';
import { parseInput } from '../core/validation.ts';
import { emitEvent } from '../events/emit.ts';
import { triggerDeletedEvent, triggerEvent } from '../events/trigger.ts';
import { inProjectTransaction } from '../project/transaction.ts';
import type { Trigger } from './fields.ts';
import { lockTriggerForUpdate } from './set-enabled.ts';

const deleteTriggerInput = z.object({ id: z.string() });

/** Deletes a trigger permanently. Throws NOT_FOUND. */
export async function deleteTrigger(
  context: RequestContext,
  input: z.input<typeof deleteTriggerInput>,
): Promise<{ project: ProjectRow; trigger: Trigger }> {
  const { id } = parseInput(deleteTriggerInput, input);
  return inProjectTransaction(context, async (tx, project) => {
    const trigger = await lockTriggerForUpdate(tx, project, id);
    await deleteTriggerRow(tx, trigger);
    await recordAudit(tx, context, triggerDeletedEvent(trigger));
    await emitEvent(tx, context, triggerEvent('trigger.deleted', trigger));
    return { project, trigger };
  });
}
