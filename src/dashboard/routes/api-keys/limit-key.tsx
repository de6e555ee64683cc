import { type FormEvent, useState } from 'react';
import { useSubmit } from '../../graphql/use-submit.ts';
import { fieldMessages, otherProblems } from '../../lib/api-error.ts';
import { TextField } from '../../ui/controls/field.tsx';
import { Dialog, FormActions } from '../../ui/dialogs/dialog.tsx';
import { Problems } from '../../ui/error-card.tsx';
import { uiText } from '../../ui/text.ts';
import { toastDone } from '../../ui/toast.tsx';
import { ApiKeysLimitDocument } from './generated/operations.ts';
import type { KeyDialogProps } from './key-dialog.ts';
import { apiKeysText, changeKeyText } from './text.ts';

const FIELDS = ['perMinute'];

export function LimitKey({ apiKey, isOpen, onClose }: KeyDialogProps) {
  return (
    <Dialog title={changeKeyText.limitTitle(apiKey.name)} isOpen={isOpen} onClose={onClose}>
      <LimitForm apiKey={apiKey} onClose={onClose} />
    </Dialog>
  );
}

function LimitForm({ apiKey, onClose }: Omit<KeyDialogProps, 'isOpen'>) {
  const [points, setPoints] = useState(`${apiKey.rateLimitPerMinute ?? ''}`);
  const { submit, isPending, error } = useSubmit(ApiKeysLimitDocument);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const perMinute = points === '' ? null : Number(points);
    if (!(await submit({ input: { apiKeyId: apiKey.id, perMinute } }))) return;
    onClose();
    toastDone(apiKeysText.limitToast(apiKey.name));
  };
  return (
    <form onSubmit={save} className="grid gap-4">
      <TextField
        label={changeKeyText.perMinute}
        hint={changeKeyText.perMinuteHint}
        error={fieldMessages(error).perMinute}
        type="number"
        min={1}
        value={points}
        onChange={({ target }) => setPoints(target.value)}
      />
      <Problems problems={otherProblems(error, FIELDS)} />
      <FormActions submit={uiText.save} isPending={isPending} onCancel={onClose} />
    </form>
  );
}
