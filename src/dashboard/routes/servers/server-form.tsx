import { type FormEvent, useState } from 'react';
import { useSubmit } from '../../graphql/use-submit.ts';
import { fieldMessages, otherProblems } from '../../lib/api-error.ts';
import { ChoicesField } from '../../ui/controls/choices-field.tsx';
import { TextField } from '../../ui/controls/field.tsx';
import { FormActions } from '../../ui/dialogs/dialog.tsx';
import { Problems } from '../../ui/error-card.tsx';
import { uiText } from '../../ui/text.ts';
import { toastDone } from '../../ui/toast.tsx';
import {
  ServersCreateDocument,
  type ServersRowFragment,
  ServersUpdateDocument,
} from './generated/operations.ts';
import { mcpTools } from './generated/tools.ts';
import { serversText } from './text.ts';

type Tool = (typeof mcpTools)[number]['value'];

const FIELDS = ['name', 'allowedTools'];

/** Tools as clients see them. */
const CHOICES = mcpTools.map(({ value, description }) => ({
  value,
  name: value.toLowerCase(),
  description: description.replaceAll('`', ''),
}));

export function CreateServerForm({ onClose }: { readonly onClose: () => void }) {
  const values = useValues({ name: '', allowedTools: mcpTools.map(({ value }) => value) });
  const { submit, isPending, error } = useSubmit(ServersCreateDocument);
  const send = async () => {
    if (!(await submit({ input: { name: values.name, allowedTools: [...values.tools] } }))) return;
    onClose();
    toastDone(serversText.created);
  };
  return (
    <ServerForm
      values={values}
      error={error}
      isPending={isPending}
      onSubmit={send}
      onClose={onClose}
      action={serversText.createSubmit}
    />
  );
}

type EditProps = { readonly server: ServersRowFragment; readonly onClose: () => void };

/** Edits a server as it was when the form was opened: the server rejects the change if it has changed since. */
export function EditServerForm({ server, onClose }: EditProps) {
  const values = useValues(server);
  const { submit, isPending, error } = useSubmit(ServersUpdateDocument);
  const send = async () => {
    const input = {
      id: server.id,
      expectedUpdatedAt: server.updatedAt,
      name: values.name,
      allowedTools: [...values.tools],
    };
    if (!(await submit({ input }))) return;
    onClose();
    toastDone(serversText.saved);
  };
  return (
    <ServerForm
      values={values}
      error={error}
      isPending={isPending}
      onSubmit={send}
      onClose={onClose}
      action={uiText.save}
    />
  );
}

function useValues(opened: Pick<ServersRowFragment, 'name' | 'allowedTools'>) {
  const [name, setName] = useState(opened.name);
  const [tools, setTools] = useState<ReadonlySet<Tool>>(new Set(opened.allowedTools));
  return { name, setName, tools, setTools };
}

type FormProps = {
  readonly values: ReturnType<typeof useValues>;
  readonly error: ReturnType<typeof useSubmit>['error'];
  readonly isPending: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly action: string;
};

function ServerForm({ values, error, isPending, onSubmit, onClose, action }: FormProps) {
  const { name, setName, tools, setTools } = values;
  const messages = fieldMessages(error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={send} className="grid gap-4">
      <TextField
        label={serversText.name}
        hint={serversText.nameHint}
        error={messages.name}
        required
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <ChoicesField
        label={serversText.tools}
        hint={serversText.toolsHint}
        error={messages.allowedTools}
        choices={CHOICES}
        chosen={tools}
        onChange={setTools}
      />
      <Problems problems={otherProblems(error, FIELDS)} />
      <FormActions submit={action} isPending={isPending} onCancel={onClose} />
    </form>
  );
}
