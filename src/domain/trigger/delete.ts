import { z } from 'zod';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { deleteTriggerRow } from '../../repositories/trigger.ts';
import { recordAudit } from '../audit-log/record.ts';
import type { Scope } from '../core/request-context.ts';
import { parseInput } from '../core/validation.ts';
import { emitEvent } from '../events/emit.ts';
import { triggerEvent, triggerLoss } from '../events/trigger.ts';
import { changeInside } from '../project/transaction.ts';
import type { Trigger } from './fields.ts';
import { triggerToChange } from './set-enabled.ts';

const deleteTriggerInput = z.object({ id: z.string() });

/** Deletes a trigger for good. Throws NOT_FOUND. */
export async function deleteTrigger(
  scope: Scope,
  input: z.input<typeof deleteTriggerInput>,
): Promise<{ project: ProjectRow; trigger: Trigger }> {
  const { id } = parseInput(deleteTriggerInput, input);
  return changeInside(scope, async (tx, project) => {
    const trigger = await triggerToChange(tx, project, id);
    await deleteTriggerRow(tx, trigger);
    await recordAudit(tx, scope, triggerLoss(trigger));
    await emitEvent(tx, scope, triggerEvent('trigger.deleted', trigger));
    return { project, trigger };
  });
}
