import { type FormEvent, useState } from 'react';
import { useSubmit } from '../../graphql/use-submit.ts';
import { fieldMessages, otherProblems } from '../../lib/api-error.ts';
import { SelectField, TextArea, TextField } from '../../ui/controls/field.tsx';
import { Dialog, FormActions } from '../../ui/dialogs/dialog.tsx';
import { type IssuedSecret, SecretDialog } from '../../ui/dialogs/secret-dialog.tsx';
import { Problems } from '../../ui/error-card.tsx';
import { ApiKeysCreateDocument } from './generated/operations.ts';
import { linesOf, variableFor } from './key-dialog.ts';
import { type ChosenProject, ProjectChoice } from './project-choice.tsx';
import { ScopeChoice } from './scope-choice.tsx';
import { createKeyText } from './text.ts';

const FIELDS = ['name', 'allowedIps', 'expiresAt', 'projectIds'];
const EXPIRIES = ['never', '30', '90', '365'] as const;
const DAY_MS = 24 * 60 * 60 * 1000;

type CreateKeyProps = {
  /** The project of the new key. Null: it is a key of the organization. */
  readonly projectId: string | null;
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

/** The form for a new key, then its secret. */
export function CreateKey({ projectId, isOpen, onClose }: CreateKeyProps) {
  const [issued, setIssued] = useState<IssuedSecret | null>(null);
  return (
    <>
      <Dialog title={createKeyText.title} isOpen={isOpen} onClose={onClose}>
        <CreateForm projectId={projectId} onClose={onClose} onIssued={setIssued} />
      </Dialog>
      <SecretDialog issued={issued} onClose={() => setIssued(null)} />
    </>
  );
}

type CreateFormProps = Omit<CreateKeyProps, 'isOpen'> & { readonly onIssued: (issued: IssuedSecret) => void };

function CreateForm({ projectId, onClose, onIssued }: CreateFormProps) {
  const [name, setName] = useState('');
  const [days, setDays] = useState('never');
  const [ips, setIps] = useState('');
  const [scopes, setScopes] = useState<readonly string[] | null>(null);
  const [projects, setProjects] = useState<readonly ChosenProject[] | null>(null);
  const { submit, isPending, error } = useSubmit(ApiKeysCreateDocument);
  const create = async (event: FormEvent) => {
    event.preventDefault();
    const expiresAt = days === 'never' ? null : new Date(Date.now() + Number(days) * DAY_MS).toISOString();
    const projectIds = projects?.map(({ id }) => id) ?? null;
    const limits = { projectIds, expiresAt, allowedIps: linesOf(ips), scopes: scopes && [...scopes] };
    const { createApiKey: created } = (await submit({ input: { name, projectId, ...limits } })) ?? {};
    if (!created) return;
    onClose();
    const variable = variableFor(projectId === null ? 'oak_' : 'ak_');
    onIssued({ title: createKeyText.secretTitle(name), variable, secret: created.issuedKey.secret });
  };
  const messages = fieldMessages(error);
  return (
    <form onSubmit={create} className="grid gap-4">
      <TextField
        label={createKeyText.name}
        hint={createKeyText.nameHint}
        error={messages.name}
        required
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <SelectField
        label={createKeyText.expiry}
        error={messages.expiresAt}
        value={days}
        onChange={({ target }) => setDays(target.value)}
      >
        {EXPIRIES.map((value) => (
          <option key={value} value={value}>
            {createKeyText.expiries[value]}
          </option>
        ))}
      </SelectField>
      {projectId === null && (
        <ProjectChoice value={projects} error={messages.projectIds} onChange={setProjects} />
      )}
      <ScopeChoice isOrganizationKey={projectId === null} value={scopes} onChange={setScopes} />
      <TextArea
        label={createKeyText.ips}
        hint={createKeyText.ipsHint}
        error={messages.allowedIps}
        rows={2}
        value={ips}
        onChange={({ target }) => setIps(target.value)}
      />
      <Problems problems={otherProblems(error, FIELDS)} />
      <FormActions submit={createKeyText.submit} isPending={isPending} onCancel={onClose} />
    </form>
  );
}
