import { useSubmit } from '../../graphql/use-submit.ts';
import { ConfirmDialog } from '../../ui/dialogs/confirm-dialog.tsx';
import { toastDone } from '../../ui/toast.tsx';
import { ServersDeleteDocument, type ServersRowFragment } from './generated/operations.ts';
import { serversText } from './text.ts';

type RemoveProps = {
  /** Null: closed. */
  readonly server: ServersRowFragment | null;
  readonly onClose: () => void;
};

export function RemoveServer({ server, onClose }: RemoveProps) {
  const { submit, isPending, error } = useSubmit(ServersDeleteDocument);
  const { id = '', name = '' } = server ?? {};
  const remove = async () => {
    if (!(await submit({ input: { id } }))) return;
    onClose();
    toastDone(serversText.removed);
  };
  return (
    <ConfirmDialog
      title={serversText.removeTitle(name)}
      isOpen={server !== null}
      onClose={onClose}
      action={serversText.remove}
      onConfirm={remove}
      isPending={isPending}
      problems={error?.problems ?? []}
    >
      <p>{serversText.removeHint}</p>
    </ConfirmDialog>
  );
}
