import { z } from 'zod';
import type { ProjectRow } from '../../data/project.ts';
import { deleteTriggerRow } from '../../data/trigger.ts';
import { recordAudit } from '../audit-log.ts';
import { parseInput } from '../input.ts';
import { changeInside } from '../project/change-inside.ts';
import type { Scope } from '../scope.ts';
import { triggerEvent, triggerLoss } from '../trigger-event.ts';
import { emitEvent } from '../webhook-event.ts';
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
