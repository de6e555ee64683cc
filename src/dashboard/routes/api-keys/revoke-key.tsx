import { useSubmit } from '../../graphql/use-submit.ts';
import { ConfirmDialog } from '../../ui/confirm/confirm-dialog.tsx';
import { Time } from '../../ui/time.tsx';
import { toastDone } from '../../ui/toast.tsx';
import { ApiKeysRevokeDocument } from './generated/operations.ts';
import type { KeyDialogProps } from './key-dialog.ts';
import { apiKeysText, changeKeyText } from './text.ts';

export function RevokeKey({ apiKey, isOpen, onClose }: KeyDialogProps) {
  const { submit, isPending, error } = useSubmit(ApiKeysRevokeDocument);
  const { id, name, lastUsedAt } = apiKey;
  const revoke = async () => {
    if (!(await submit({ input: { id } }))) return;
    onClose();
    toastDone(apiKeysText.revokedToast(name));
  };
  return (
    <ConfirmDialog
      title={changeKeyText.revokeTitle(name)}
      action={changeKeyText.revoke}
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={revoke}
      isPending={isPending}
      problems={error?.problems ?? []}
    >
      <p>{changeKeyText.revokeHint}</p>
      <p className="text-muted">
        {changeKeyText.lastUsed}: <Time at={lastUsedAt} />
      </p>
    </ConfirmDialog>
  );
}
