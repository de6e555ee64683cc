import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useSubmit } from '../../graphql/use-submit.ts';
import { fieldMessages, otherProblems } from '../../lib/api-error.ts';
import { projectSegment } from '../../lib/project-ref.ts';
import { TextField } from '../../ui/controls/field.tsx';
import { Dialog, FormActions } from '../../ui/dialogs/dialog.tsx';
import { Problems } from '../../ui/error-card.tsx';
import { toastDone } from '../../ui/toast.tsx';
import type { ArchivedDialogProps } from './archived-dialog.ts';
import { ProjectsRestoreDocument } from './generated/operations.ts';
import { archivedText } from './text.ts';

const FIELDS = ['name', 'slug'];

/** Restores a project, under another name and slug where the former ones are taken. */
export function RestoreProject({ project, isOpen, onClose }: ArchivedDialogProps) {
  return (
    <Dialog
      title={archivedText.restoreTitle(project.name)}
      description={archivedText.restoreHint}
      isOpen={isOpen}
      onClose={onClose}
    >
      <RestoreForm project={project} onClose={onClose} />
    </Dialog>
  );
}

function RestoreForm({ project, onClose }: Omit<ArchivedDialogProps, 'isOpen'>) {
  const [name, setName] = useState(project.name);
  const [slug, setSlug] = useState(project.slug);
  const { submit, isPending, error } = useSubmit(ProjectsRestoreDocument);
  const navigate = useNavigate();
  const restore = async (event: FormEvent) => {
    event.preventDefault();
    const { restoreProject: restored } = (await submit({ input: { id: project.id, name, slug } })) ?? {};
    if (!restored) return;
    onClose();
    toastDone(archivedText.restored(restored.project.name));
    navigate({
      to: '/projects/$projectId/api-keys',
      params: { projectId: projectSegment(restored.project) },
    });
  };
  const messages = fieldMessages(error);
  return (
    <form onSubmit={restore} className="grid gap-4">
      <TextField
        label={archivedText.name}
        hint={archivedText.nameHint}
        error={messages.name}
        required
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <TextField
        label={archivedText.slug}
        error={messages.slug}
        required
        value={slug}
        onChange={({ target }) => setSlug(target.value)}
      />
      <Problems problems={otherProblems(error, FIELDS)} />
      <FormActions submit={archivedText.restore} isPending={isPending} onCancel={onClose} />
    </form>
  );
}
