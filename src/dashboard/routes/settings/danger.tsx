import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useSubmit } from '../../graphql/use-submit.ts';
import { usePermissions, useViewer } from '../../graphql/use-viewer.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm/confirm-dialog.tsx';
import { toastDone } from '../../ui/toast.tsx';
import { forgetProject } from '../shell/recent-projects.ts';
import type { ProjectProps } from './general.tsx';
import { SettingsDeleteProjectDocument } from './generated/operations.ts';
import { dangerText } from './text.ts';

export function Danger({ project: { id, name, isDefault } }: ProjectProps) {
  const [isOpen, setOpen] = useState(false);
  const { submit, isPending, error } = useSubmit(SettingsDeleteProjectDocument);
  const { organization } = useViewer();
  const permission = usePermissions().reason({ scope: 'projects:write', organizationKey: true });
  const navigate = useNavigate();
  const remove = async () => {
    if (!(await submit({ input: { id } }))) return;
    forgetProject(organization.id, id);
    toastDone(dangerText.deleted(name));
    navigate({ to: '/projects' });
  };
  return (
    <section className="flex flex-wrap items-center gap-4 rounded-lg border border-danger/40 bg-surface px-5 py-4">
      <div className="grid min-w-56 flex-1 gap-1">
        <h2 className="font-semibold">{dangerText.title}</h2>
        <p className="text-muted">{dangerText.hint}</p>
      </div>
      <Button
        variant="danger"
        reason={permission ?? (isDefault ? dangerText.isDefault : null)}
        onClick={() => setOpen(true)}
      >
        {dangerText.delete}
      </Button>
      <ConfirmDialog
        title={dangerText.confirmTitle(name)}
        action={dangerText.delete}
        typed={name}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onConfirm={remove}
        isPending={isPending}
        problems={error?.problems ?? []}
      >
        <p>{dangerText.hint}</p>
      </ConfirmDialog>
    </section>
  );
}
