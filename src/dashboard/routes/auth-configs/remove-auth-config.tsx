import { useSubmit } from '../../graphql/use-submit.ts';
import { formatNumber } from '../../lib/format.ts';
import { ConfirmDialog } from '../../ui/dialogs/confirm-dialog.tsx';
import { toastDone } from '../../ui/toast.tsx';
import { AuthConfigsDeleteDocument, type AuthConfigsRowFragment } from './generated/operations.ts';
import { authConfigsText } from './text.ts';

type RemoveProps = {
  /** Null: closed. */
  readonly authConfig: AuthConfigsRowFragment | null;
  readonly onClose: () => void;
};

/** Deletes an auth config. If accounts use it, a second step names what is deleted with it, and asks for its name. */
export function RemoveAuthConfig({ authConfig, onClose }: RemoveProps) {
  const { submit, isPending, error, clearError } = useSubmit(AuthConfigsDeleteDocument);
  const isInUse = error?.problems.some(({ reason }) => reason === 'IN_USE') ?? false;
  const { id = '', name = '', connectedAccountCount = 0 } = authConfig ?? {};
  const close = () => {
    clearError();
    onClose();
  };
  const remove = async () => {
    if (!(await submit({ input: { id, cascade: isInUse } }))) return;
    close();
    toastDone(authConfigsText.removed);
  };
  return (
    <ConfirmDialog
      title={isInUse ? authConfigsText.cascadeTitle(name) : authConfigsText.removeTitle(name)}
      isOpen={authConfig !== null}
      onClose={close}
      action={isInUse ? authConfigsText.cascade : authConfigsText.remove}
      onConfirm={remove}
      isPending={isPending}
      problems={isInUse ? [] : (error?.problems ?? [])}
      typed={isInUse ? name : null}
    >
      <p>
        {isInUse
          ? authConfigsText.cascadeHint(formatNumber(connectedAccountCount))
          : authConfigsText.removeHint}
      </p>
    </ConfirmDialog>
  );
}
