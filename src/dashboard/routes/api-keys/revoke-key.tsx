import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useSubmit } from '../../graphql/use-submit.ts';
import { usePermissions } from '../../graphql/use-viewer.ts';
import { ConfirmDialog } from '../../ui/dialogs/confirm-dialog.tsx';
import { PreviewList } from '../../ui/dialogs/preview.tsx';
import { Time } from '../../ui/time.tsx';
import { toastDone } from '../../ui/toast.tsx';
import { ApiKeysDeletionPreviewDocument, ApiKeysRevokeDocument } from './generated/operations.ts';
import type { KeyDialogProps } from './key-dialog.ts';
import { apiKeysText, changeKeyText } from './text.ts';

export function RevokeKey({ apiKey, isOpen, onClose }: KeyDialogProps) {
  const { submit, isPending, error } = useSubmit(ApiKeysRevokeDocument);
  const { id, name, lastUsedAt } = apiKey;
  const { has } = usePermissions();
  const { data } = useLiveQuery({
    query: ApiKeysDeletionPreviewDocument,
    variables: { id, withKeys: has('config:read') },
    isPaused: !isOpen,
  });
  const preview = data?.node && 'deletionPreview' in data.node ? data.node.deletionPreview : undefined;
  const revoke = async () => {
    const input = { id, expectedFingerprint: preview?.fingerprint ?? null };
    if (!(await submit({ input }))) return;
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
      <PreviewList preview={preview} />
    </ConfirmDialog>
  );
}
