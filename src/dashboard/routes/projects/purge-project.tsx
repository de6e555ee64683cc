import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useSubmit } from '../../graphql/use-submit.ts';
import { usePermissions } from '../../graphql/use-viewer.ts';
import { ConfirmDialog } from '../../ui/dialogs/confirm-dialog.tsx';
import { PreviewList } from '../../ui/dialogs/preview.tsx';
import { toastDone } from '../../ui/toast.tsx';
import type { ArchivedDialogProps } from './archived-dialog.ts';
import { ProjectsPurgeDocument, ProjectsPurgePreviewDocument } from './generated/operations.ts';
import { archivedText } from './text.ts';

/** Deletes an archived project permanently. The user sees what is removed, and types its name. */
export function PurgeProject({ project: { id, name }, isOpen, onClose }: ArchivedDialogProps) {
  const { submit, isPending, error } = useSubmit(ProjectsPurgeDocument);
  const { has } = usePermissions();
  const { data, error: failure } = useLiveQuery({
    query: ProjectsPurgePreviewDocument,
    variables: { id, withKeys: has('config:read') },
    isPaused: !isOpen,
  });
  const preview = data?.organization.archivedProject?.deletionPreview;
  const purge = async () => {
    const input = { id, expectedFingerprint: preview?.fingerprint ?? null };
    if (!(await submit({ input }))) return;
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
      problems={(error ?? failure)?.problems ?? []}
    >
      <p>{archivedText.purgeHint}</p>
      <PreviewList preview={preview} />
    </ConfirmDialog>
  );
}
