import { type FormEvent, useState } from 'react';
import { useSubmit } from '../../graphql/use-submit.ts';
import { fieldMessages, otherProblems } from '../../lib/api-error.ts';
import { toInstant, toLocalInput } from '../../lib/local-time.ts';
import { SelectField, TextField } from '../../ui/controls/field.tsx';
import { FormActions } from '../../ui/dialogs/dialog.tsx';
import { Problems } from '../../ui/error-card.tsx';
import { uiText } from '../../ui/text.ts';
import { toastDone } from '../../ui/toast.tsx';
import {
  type ConnectedAccountsRowFragment,
  ConnectedAccountsSetStatusDocument,
  ConnectedAccountsUpdateDocument,
} from './generated/operations.ts';
import { connectedAccountsText } from './text.ts';

type FormProps = { readonly account: ConnectedAccountsRowFragment; readonly onClose: () => void };

/** Edits an account as it was when the form was opened: the server rejects the change if it has changed since. */
export function EditAccountForm({ account, onClose }: FormProps) {
  const opened = { alias: account.alias ?? '', expires: toLocalInput(account.expiresAt) };
  const [alias, setAlias] = useState(opened.alias);
  const [expires, setExpires] = useState(opened.expires);
  const { submit, isPending, error } = useSubmit(ConnectedAccountsUpdateDocument);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const input = {
      id: account.id,
      expectedUpdatedAt: account.updatedAt,
      ...(alias !== opened.alias && { alias: alias || null }),
      ...(expires !== opened.expires && { expiresAt: toInstant(expires) }),
    };
    if (!(await submit({ input }))) return;
    onClose();
    toastDone(connectedAccountsText.saved);
  };
  const messages = fieldMessages(error);
  return (
    <form onSubmit={send} className="grid gap-4">
      <TextField
        label={connectedAccountsText.alias}
        hint={connectedAccountsText.aliasHint}
        error={messages.alias}
        value={alias}
        onChange={({ target }) => setAlias(target.value)}
      />
      <TextField
        label={connectedAccountsText.expiresAt}
        hint={connectedAccountsText.expiresHint}
        error={messages.expiresAt}
        type="datetime-local"
        value={expires}
        onChange={({ target }) => setExpires(target.value)}
      />
      <Problems problems={otherProblems(error, ['alias', 'expiresAt'])} />
      <FormActions submit={uiText.save} isPending={isPending} onCancel={onClose} />
    </form>
  );
}

const { settable } = connectedAccountsText;

const isSettable = (text: string): text is keyof typeof settable => Object.hasOwn(settable, text);

export function StatusForm({ account, onClose }: FormProps) {
  const [status, setStatus] = useState<keyof typeof settable>(
    isSettable(account.status) ? account.status : 'ACTIVE',
  );
  const [statusReason, setStatusReason] = useState('');
  const { submit, isPending, error } = useSubmit(ConnectedAccountsSetStatusDocument);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const input = { id: account.id, status, ...(statusReason !== '' && { statusReason }) };
    if (!(await submit({ input }))) return;
    onClose();
    toastDone(connectedAccountsText.statusSet);
  };
  const messages = fieldMessages(error);
  return (
    <form onSubmit={send} className="grid gap-4">
      <SelectField
        label={connectedAccountsText.status}
        error={messages.status}
        value={status}
        onChange={({ target }) => isSettable(target.value) && setStatus(target.value)}
      >
        {Object.entries(settable).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      <TextField
        label={connectedAccountsText.reason}
        hint={connectedAccountsText.reasonHint}
        error={messages.statusReason}
        value={statusReason}
        onChange={({ target }) => setStatusReason(target.value)}
      />
      <Problems problems={otherProblems(error, ['status', 'statusReason'])} />
      <FormActions submit={connectedAccountsText.setStatus} isPending={isPending} onCancel={onClose} />
    </form>
  );
}
