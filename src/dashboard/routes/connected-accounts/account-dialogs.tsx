import { useSubmit } from '../../graphql/use-submit.ts';
import { ConfirmDialog } from '../../ui/dialogs/confirm-dialog.tsx';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import { toastDone } from '../../ui/toast.tsx';
import { EditAccountForm, StatusForm } from './account-forms.tsx';
import {
  ConnectedAccountsDeleteDocument,
  ConnectedAccountsRevokeDocument,
  type ConnectedAccountsRowFragment,
} from './generated/operations.ts';
import { connectedAccountsText } from './text.ts';

/** What the page asks for. */
export type AccountAction = 'edit' | 'status' | 'revoke' | 'remove';

type DialogsProps = {
  /** Null: no dialog is open. */
  readonly account: ConnectedAccountsRowFragment | null;
  readonly action: AccountAction | null;
  readonly onClose: () => void;
};

export function AccountDialogs({ account, action, onClose }: DialogsProps) {
  const { id = '', userId = '', toolkitSlug = '' } = account ?? {};
  const revoke = useSubmit(ConnectedAccountsRevokeDocument);
  const remove = useSubmit(ConnectedAccountsDeleteDocument);
  const confirm = async (result: Promise<object | null>, message: string) => {
    if (!(await result)) return;
    onClose();
    toastDone(message);
  };
  return (
    <>
      <Dialog title={connectedAccountsText.editTitle} isOpen={action === 'edit'} onClose={onClose}>
        {account && <EditAccountForm account={account} onClose={onClose} />}
      </Dialog>
      <Dialog
        title={connectedAccountsText.setStatusTitle}
        description={connectedAccountsText.setStatusHint}
        isOpen={action === 'status'}
        onClose={onClose}
      >
        {account && <StatusForm account={account} onClose={onClose} />}
      </Dialog>
      <ConfirmDialog
        title={connectedAccountsText.revokeTitle}
        isOpen={action === 'revoke'}
        onClose={onClose}
        action={connectedAccountsText.revokeSubmit}
        onConfirm={() => confirm(revoke.submit({ input: { id } }), connectedAccountsText.revoked)}
        isPending={revoke.isPending}
        problems={revoke.error?.problems ?? []}
      >
        <p>{connectedAccountsText.revokeHint(userId, toolkitSlug)}</p>
      </ConfirmDialog>
      <ConfirmDialog
        title={connectedAccountsText.removeTitle}
        isOpen={action === 'remove'}
        onClose={onClose}
        action={connectedAccountsText.remove}
        onConfirm={() => confirm(remove.submit({ input: { id } }), connectedAccountsText.removed)}
        isPending={remove.isPending}
        problems={remove.error?.problems ?? []}
      >
        <p>{connectedAccountsText.removeHint(userId, toolkitSlug)}</p>
      </ConfirmDialog>
    </>
  );
}
