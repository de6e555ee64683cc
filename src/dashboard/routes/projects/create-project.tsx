import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useSubmit } from '../../graphql/use-submit.ts';
import { fieldMessages, otherProblems } from '../../lib/api-error.ts';
import { projectSegment } from '../../lib/project-ref.ts';
import { CheckboxField, SelectField, TextField } from '../../ui/controls/field.tsx';
import { Dialog, FormActions } from '../../ui/dialogs/dialog.tsx';
import { type IssuedSecret, SecretDialog } from '../../ui/dialogs/secret-dialog.tsx';
import { Problems } from '../../ui/error-card.tsx';
import { toastDone } from '../../ui/toast.tsx';
import { type ProjectEnvironment, ProjectsCreateDocument } from './generated/operations.ts';
import { projectsText } from './text.ts';

const FIELDS = ['name', 'slug'];

type CreateProjectProps = { readonly isOpen: boolean; readonly onClose: () => void };

/** The form for a new project, then its first secret, then the new project. */
export function CreateProject({ isOpen, onClose }: CreateProjectProps) {
  const [issued, setIssued] = useState<(IssuedSecret & { readonly segment: string }) | null>(null);
  const navigate = useNavigate();
  return (
    <>
      <Dialog
        title={projectsText.createTitle}
        description={projectsText.createHint}
        isOpen={isOpen}
        onClose={onClose}
      >
        <ProjectForm onClose={onClose} onIssued={setIssued} />
      </Dialog>
      <SecretDialog
        issued={issued}
        onClose={() => {
          setIssued(null);
          if (issued)
            navigate({ to: '/projects/$projectId/api-keys', params: { projectId: issued.segment } });
        }}
      />
    </>
  );
}

type ProjectFormProps = {
  readonly onClose: () => void;
  readonly onIssued: (issued: IssuedSecret & { readonly segment: string }) => void;
};

function ProjectForm({ onClose, onIssued }: ProjectFormProps) {
  const [name, setName] = useState('');
  const [slug, setSlug] = useState('');
  const [environment, setEnvironment] = useState<ProjectEnvironment>('LIVE');
  const [hasKey, setHasKey] = useState(true);
  const { submit, isPending, error } = useSubmit(ProjectsCreateDocument);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const input = { name, environment, shouldCreateApiKey: hasKey, ...(slug !== '' && { slug }) };
    const { createProject: created } = (await submit({ input })) ?? {};
    if (!created) return;
    onClose();
    toastDone(projectsText.done(created.project.name));
    if (created.issuedKey)
      onIssued({
        title: projectsText.secretTitle(created.project.name),
        variable: 'BAILIWICK_API_KEY',
        secret: created.issuedKey.secret,
        segment: projectSegment(created.project),
      });
  };
  const messages = fieldMessages(error);
  return (
    <form onSubmit={send} className="grid gap-4">
      <TextField
        label={projectsText.name}
        hint={projectsText.nameHint}
        error={messages.name}
        required
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <TextField
        label={projectsText.slug}
        hint={projectsText.slugHint(name.toLowerCase())}
        error={messages.slug}
        value={slug}
        onChange={({ target }) => setSlug(target.value)}
      />
      <SelectField
        label={projectsText.environment}
        hint={projectsText.environmentHint}
        value={environment}
        onChange={({ target }) => setEnvironment(target.value === 'TEST' ? 'TEST' : 'LIVE')}
      >
        <option value="LIVE">{projectsText.environments.LIVE}</option>
        <option value="TEST">{projectsText.environments.TEST}</option>
      </SelectField>
      <CheckboxField
        label={projectsText.withKey}
        hint={projectsText.withKeyHint}
        checked={hasKey}
        onChange={({ target }) => setHasKey(target.checked)}
      />
      <Problems problems={otherProblems(error, FIELDS)} />
      <FormActions submit={projectsText.submit} isPending={isPending} onCancel={onClose} />
    </form>
  );
}
