import { type FormEvent, useState } from 'react';
import { useSubmit } from '../../graphql/use-submit.ts';
import { fieldMessages, otherProblems } from '../../lib/api-error.ts';
import { TextArea, TextField } from '../../ui/controls/field.tsx';
import { Dialog, FormActions } from '../../ui/dialogs/dialog.tsx';
import { Problems } from '../../ui/error-card.tsx';
import { uiText } from '../../ui/text.ts';
import { toastDone } from '../../ui/toast.tsx';
import { ApiKeysUpdateDocument } from './generated/operations.ts';
import { type KeyDialogProps, linesOf } from './key-dialog.ts';
import { changeKeyText, createKeyText } from './text.ts';

const FIELDS = ['name', 'allowedIps'];

/** Changes the name and the addresses of a key. Only changed fields are sent. */
export function EditKey({ apiKey, isOpen, onClose }: KeyDialogProps) {
  return (
    <Dialog title={changeKeyText.editTitle(apiKey.name)} isOpen={isOpen} onClose={onClose}>
      <EditForm apiKey={apiKey} onClose={onClose} />
    </Dialog>
  );
}

function EditForm({ apiKey, onClose }: Omit<KeyDialogProps, 'isOpen'>) {
  const stored = (apiKey.allowedIps ?? []).join('\n');
  const [name, setName] = useState(apiKey.name);
  const [ips, setIps] = useState(stored);
  const { submit, isPending, error } = useSubmit(ApiKeysUpdateDocument);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const changes = {
      ...(name !== apiKey.name && { name }),
      ...(ips !== stored && { allowedIps: linesOf(ips) }),
    };
    if (!(await submit({ input: { id: apiKey.id, ...changes } }))) return;
    onClose();
    toastDone(uiText.saved);
  };
  const messages = fieldMessages(error);
  return (
    <form onSubmit={save} className="grid gap-4">
      <TextField
        label={createKeyText.name}
        error={messages.name}
        required
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <TextArea
        label={createKeyText.ips}
        hint={createKeyText.ipsHint}
        error={messages.allowedIps}
        value={ips}
        onChange={({ target }) => setIps(target.value)}
      />
      <Problems problems={otherProblems(error, FIELDS)} />
      <FormActions submit={uiText.save} isPending={isPending} onCancel={onClose} />
    </form>
  );
}
