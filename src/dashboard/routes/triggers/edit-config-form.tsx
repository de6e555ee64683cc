import { type FormEvent, useState } from 'react';
import { useSubmit } from '../../graphql/use-submit.ts';
import { fieldMessages, otherProblems } from '../../lib/api-error.ts';
import { readJsonObject } from '../../lib/json-object.ts';
import { TextArea } from '../../ui/controls/field.tsx';
import { FormActions } from '../../ui/dialogs/dialog.tsx';
import { Problems } from '../../ui/error-card.tsx';
import { uiText } from '../../ui/text.ts';
import { toastDone } from '../../ui/toast.tsx';
import { type TriggersRowFragment, TriggersUpdateDocument } from './generated/operations.ts';
import { triggersText } from './text.ts';

const FIELDS = ['config'];

type EditConfigProps = { readonly trigger: TriggersRowFragment; readonly onClose: () => void };

/** Edits the config as it was when the form was opened: the server rejects the change if the trigger has changed since. */
export function EditConfigForm({ trigger, onClose }: EditConfigProps) {
  const [text, setText] = useState(() => JSON.stringify(trigger.config, null, 2));
  const { submit, isPending, error } = useSubmit(TriggersUpdateDocument);
  const config = readJsonObject(text);
  const { slug, connectedAccount, updatedAt } = trigger;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (config === null || !connectedAccount) return;
    const input = { slug, connectedAccountId: connectedAccount.id, config, expectedUpdatedAt: updatedAt };
    if (!(await submit({ input }))) return;
    onClose();
    toastDone(triggersText.saved);
  };
  return (
    <form onSubmit={send} className="grid gap-4">
      <TextArea
        label={triggersText.config}
        rows={12}
        error={config === null ? uiText.notJson : fieldMessages(error).config}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Problems problems={otherProblems(error, FIELDS)} />
      <FormActions submit={uiText.save} isPending={isPending} onCancel={onClose} />
    </form>
  );
}
