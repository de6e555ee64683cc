import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useQuietSubmit } from '../../graphql/use-quiet-submit.ts';
import { useSubmit } from '../../graphql/use-submit.ts';
import { usePermissions, useViewer } from '../../graphql/use-viewer.ts';
import { projectSegment } from '../../lib/project-ref.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialogs/confirm-dialog.tsx';
import { PreviewList } from '../../ui/dialogs/preview.tsx';
import { uiText } from '../../ui/text.ts';
import { toastDone, toastUndo } from '../../ui/toast.tsx';
import { forgetProject } from '../shell/recent-projects.ts';
import type { ProjectProps } from './general.tsx';
import {
  SettingsDeleteProjectDocument,
  SettingsDeletionPreviewDocument,
  SettingsRestoreProjectDocument,
} from './generated/operations.ts';
import { dangerText } from './text.ts';

export function Danger({ project }: ProjectProps) {
  const [opened, setOpened] = useState<'archive' | 'delete' | null>(null);
  const permissions = usePermissions();
  const reasonFor = (scope: string) =>
    permissions.reason({ scope, organizationKey: true }) ?? (project.isDefault ? dangerText.isDefault : null);
  const { submit, isPending, error } = useDeletion(project);
  const preview = usePreview(project.id, opened);
  const dialog = {
    onClose: () => setOpened(null),
    isPending,
    problems: error?.problems ?? [],
  };
  return (
    <div className="divide-y divide-danger/30 rounded-lg border border-danger/40 bg-surface">
      <Row title={dangerText.archiveTitle} hint={dangerText.archiveHint}>
        <Button reason={reasonFor('projects:write')} onClick={() => setOpened('archive')}>
          {dangerText.archive}
        </Button>
      </Row>
      <Row title={dangerText.deleteTitle} hint={dangerText.deleteHint}>
        <Button variant="danger" reason={reasonFor('projects:purge')} onClick={() => setOpened('delete')}>
          {dangerText.delete}
        </Button>
      </Row>
      <ConfirmDialog
        {...dialog}
        title={dangerText.confirmArchive(project.name)}
        action={dangerText.archive}
        isOpen={opened === 'archive'}
        onConfirm={() => submit(false, preview?.fingerprint)}
      >
        <p>{dangerText.archiveHint}</p>
        <PreviewList preview={preview} />
      </ConfirmDialog>
      <ConfirmDialog
        {...dialog}
        title={dangerText.confirmDelete(project.name)}
        action={dangerText.delete}
        typed={project.name}
        isOpen={opened === 'delete'}
        onConfirm={() => submit(true, preview?.fingerprint)}
      >
        <p>{dangerText.deleteHint}</p>
        <PreviewList preview={preview} />
      </ConfirmDialog>
    </div>
  );
}

type RowProps = { readonly title: string; readonly hint: string; readonly children: ReactNode };

function Row({ title, hint, children }: RowProps) {
  return (
    <section className="flex flex-wrap items-center gap-4 px-5 py-4">
      <div className="grid min-w-56 flex-1 gap-1">
        <h2 className="font-semibold">{title}</h2>
        <p className="max-w-prose text-[0.8125rem] text-muted">{hint}</p>
      </div>
      {children}
    </section>
  );
}

/** Reads what the dialog that is open would remove. Undefined: it is not known yet. */
function usePreview(id: string, opened: 'archive' | 'delete' | null) {
  const { has } = usePermissions();
  const { data } = useLiveQuery({
    query: SettingsDeletionPreviewDocument,
    variables: { id, permanently: opened === 'delete', withKeys: has('config:read') },
    isPaused: opened === null,
  });
  return data?.project.deletionPreview;
}

/** Archives or deletes a project and leaves its pages. An archived one returns by the button of the toast. */
function useDeletion({ id, name }: ProjectProps['project']) {
  const { organization } = useViewer();
  const navigate = useNavigate();
  const deletion = useSubmit(SettingsDeleteProjectDocument);
  const restoration = useQuietSubmit(SettingsRestoreProjectDocument);
  const restore = async () => {
    const { restoreProject: restored } = (await restoration.submit({ input: { id } })) ?? {};
    if (!restored) return;
    toastDone(dangerText.restored(restored.project.name));
    const projectId = projectSegment(restored.project);
    navigate({ to: '/projects/$projectId/settings', params: { projectId } });
  };
  const submit = async (permanently: boolean, fingerprint: string | undefined) => {
    const input = { id, permanently, expectedFingerprint: fingerprint ?? null };
    const { deleteProject: deleted } = (await deletion.submit({ input })) ?? {};
    if (!deleted) return;
    forgetProject(organization.id, id);
    if (deleted.archivedProject) toastUndo(dangerText.archived(name), uiText.undo, restore);
    else toastDone(dangerText.deleted(name));
    navigate({ to: '/projects' });
  };
  return { ...deletion, submit };
}
