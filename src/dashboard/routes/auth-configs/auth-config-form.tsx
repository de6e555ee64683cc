import { type FormEvent, useState } from 'react';
import { useSubmit } from '../../graphql/use-submit.ts';
import { fieldMessages, otherProblems } from '../../lib/api-error.ts';
import { readJsonObject } from '../../lib/json-object.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { CheckboxField, SelectField, TextArea, TextField } from '../../ui/controls/field.tsx';
import { FormActions } from '../../ui/dialogs/dialog.tsx';
import { Problems } from '../../ui/error-card.tsx';
import { uiText } from '../../ui/text.ts';
import { toastDone } from '../../ui/toast.tsx';
import {
  AuthConfigsCreateDocument,
  type AuthConfigsRowFragment,
  AuthConfigsUpdateDocument,
} from './generated/operations.ts';
import { authConfigsText } from './text.ts';

const FIELDS = ['name', 'toolkitSlug', 'credentials'];
type Scheme = AuthConfigsRowFragment['authScheme'];

const isScheme = (text: string): text is Scheme => Object.hasOwn(authConfigsText.schemes, text);

export function CreateAuthConfigForm({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [toolkitSlug, setToolkitSlug] = useState('');
  const [authScheme, setAuthScheme] = useState<Scheme>('OAUTH2');
  const [text, setText] = useState('');
  const [isManaged, setManaged] = useState(false);
  const { submit, isPending, error } = useSubmit(AuthConfigsCreateDocument);
  const credentials = readJsonObject(text);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (credentials === null) return;
    if (!(await submit({ input: { name, toolkitSlug, authScheme, credentials, isManaged } }))) return;
    onClose();
    toastDone(authConfigsText.created);
  };
  const messages = fieldMessages(error);
  return (
    <form onSubmit={send} className="grid gap-4">
      <TextField
        label={authConfigsText.name}
        hint={authConfigsText.nameHint}
        error={messages.name}
        required
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <TextField
        label={authConfigsText.toolkit}
        hint={authConfigsText.toolkitHint}
        error={messages.toolkitSlug}
        required
        value={toolkitSlug}
        onChange={({ target }) => setToolkitSlug(target.value)}
      />
      <SelectField
        label={authConfigsText.scheme}
        value={authScheme}
        onChange={({ target }) => isScheme(target.value) && setAuthScheme(target.value)}
      >
        {Object.entries(authConfigsText.schemes).map(([scheme, label]) => (
          <option key={scheme} value={scheme}>
            {label}
          </option>
        ))}
      </SelectField>
      <TextArea
        label={authConfigsText.credentials}
        hint={authConfigsText.credentialsHint}
        error={credentials === null ? uiText.notJson : messages.credentials}
        placeholder={authConfigsText.credentialsPlaceholder}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <CheckboxField
        label={authConfigsText.isManaged}
        hint={authConfigsText.isManagedHint}
        checked={isManaged}
        onChange={({ target }) => setManaged(target.checked)}
      />
      <Problems problems={otherProblems(error, FIELDS)} />
      <FormActions submit={authConfigsText.createSubmit} isPending={isPending} onCancel={onClose} />
    </form>
  );
}

type EditProps = { readonly authConfig: AuthConfigsRowFragment; readonly onClose: () => void };

/** Edits an auth config as it was when the form was opened: the server rejects the change if it has changed since. */
export function EditAuthConfigForm({ authConfig, onClose }: EditProps) {
  const [name, setName] = useState(authConfig.name);
  const [text, setText] = useState('');
  const { submit, isPending, error } = useSubmit(AuthConfigsUpdateDocument);
  const credentials = readJsonObject(text);
  const stored = Object.entries(authConfig.credentials ?? {});
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (credentials === null) return;
    const input = {
      id: authConfig.id,
      expectedUpdatedAt: authConfig.updatedAt,
      ...(name !== authConfig.name && { name }),
      ...(Object.keys(credentials).length > 0 && { credentials }),
    };
    if (!(await submit({ input }))) return;
    onClose();
    toastDone(authConfigsText.saved);
  };
  const messages = fieldMessages(error);
  return (
    <form onSubmit={send} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <TextField
        label={authConfigsText.name}
        error={messages.name}
        required
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
        <p className="font-medium">{authConfigsText.storedCredentials}</p>
        {stored.length > 0 ? (
          <CodeBlock text={JSON.stringify(authConfig.credentials, null, 2)} />
        ) : (
          <p className="text-muted">{authConfigsText.noCredentials}</p>
        )}
      </div>
      <TextArea
        label={authConfigsText.changes}
        hint={authConfigsText.changesHint}
        error={credentials === null ? uiText.notJson : messages.credentials}
        placeholder={authConfigsText.credentialsPlaceholder}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Problems problems={otherProblems(error, FIELDS)} />
      <FormActions submit={uiText.save} isPending={isPending} onCancel={onClose} />
    </form>
  );
}
