import { useSubmit } from '../../graphql/use-submit.ts';
import { ConfirmDialog } from '../../ui/dialogs/confirm-dialog.tsx';
import { toastDone } from '../../ui/toast.tsx';
import { TriggersDeleteDocument, type TriggersRowFragment } from './generated/operations.ts';
import { triggersText } from './text.ts';

type RemoveProps = {
  /** Null: closed. */
  readonly trigger: TriggersRowFragment | null;
  readonly onClose: () => void;
};

export function RemoveTrigger({ trigger, onClose }: RemoveProps) {
  const { submit, isPending, error } = useSubmit(TriggersDeleteDocument);
  const { id = '', slug = '', userId = '' } = trigger ?? {};
  const remove = async () => {
    if (!(await submit({ input: { id } }))) return;
    onClose();
    toastDone(triggersText.removed);
  };
  return (
    <ConfirmDialog
      title={triggersText.removeTitle}
      isOpen={trigger !== null}
      onClose={onClose}
      action={triggersText.remove}
      onConfirm={remove}
      isPending={isPending}
      problems={error?.problems ?? []}
    >
      <p>{triggersText.removeHint(slug, userId)}</p>
    </ConfirmDialog>
  );
}
