import { useSubmit } from '../../graphql/use-submit.ts';
import { ConfirmDialog } from '../../ui/confirm/confirm-dialog.tsx';
import { toastDone } from '../../ui/toast.tsx';
import type { ArchivedDialogProps } from './archived-dialog.ts';
import { ProjectsPurgeDocument } from './generated/operations.ts';
import { archivedText } from './text.ts';

export function PurgeProject({ project: { id, name }, isOpen, onClose }: ArchivedDialogProps) {
  const { submit, isPending, error } = useSubmit(ProjectsPurgeDocument);
  const purge = async () => {
    if (!(await submit({ input: { id } }))) return;
    onClose();
    toastDone(archivedText.purged(name));
  };
  return (
    <ConfirmDialog
      title={archivedText.purgeTitle(name)}
      action={archivedText.purge}
      typed={name}
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={purge}
      isPending={isPending}
      problems={error?.problems ?? []}
    >
      <p>{archivedText.purgeHint}</p>
    </ConfirmDialog>
  );
}
