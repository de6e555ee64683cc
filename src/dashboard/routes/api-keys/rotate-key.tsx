import { type FormEvent, useState } from 'react';
import { useSubmit } from '../../graphql/use-submit.ts';
import { SelectField } from '../../ui/controls/field.tsx';
import { Dialog, FormActions } from '../../ui/dialogs/dialog.tsx';
import { type IssuedSecret, SecretDialog } from '../../ui/dialogs/secret-dialog.tsx';
import { Problems } from '../../ui/error-card.tsx';
import { ApiKeysRotateDocument } from './generated/operations.ts';
import { type KeyDialogProps, variableFor } from './key-dialog.ts';
import { changeKeyText } from './text.ts';

const OVERLAPS = ['0', '3600', '86400', '604800'] as const;

/** Gives a key a new secret. The former one is accepted for a time that the user chooses. */
export function RotateKey({ apiKey, isOpen, onClose }: KeyDialogProps) {
  const [issued, setIssued] = useState<IssuedSecret | null>(null);
  return (
    <>
      <Dialog
        title={changeKeyText.rotateTitle(apiKey.name)}
        description={changeKeyText.rotateHint}
        isOpen={isOpen}
        onClose={onClose}
      >
        <RotateForm apiKey={apiKey} onClose={onClose} onIssued={setIssued} />
      </Dialog>
      <SecretDialog issued={issued} onClose={() => setIssued(null)} />
    </>
  );
}

type RotateFormProps = Omit<KeyDialogProps, 'isOpen'> & { readonly onIssued: (issued: IssuedSecret) => void };

function RotateForm({ apiKey: { id, name, prefix }, onClose, onIssued }: RotateFormProps) {
  const [overlap, setOverlap] = useState('86400');
  const { submit, isPending, error } = useSubmit(ApiKeysRotateDocument);
  const rotate = async (event: FormEvent) => {
    event.preventDefault();
    const { rotateApiKey: rotated } =
      (await submit({ input: { id, overlapSeconds: Number(overlap) } })) ?? {};
    if (!rotated) return;
    onClose();
    const { secret } = rotated.issuedKey;
    onIssued({ title: changeKeyText.newSecret(name), variable: variableFor(prefix), secret });
  };
  return (
    <form onSubmit={rotate} className="grid gap-4">
      <SelectField
        label={changeKeyText.overlap}
        hint={changeKeyText.overlapHint}
        value={overlap}
        onChange={({ target }) => setOverlap(target.value)}
      >
        {OVERLAPS.map((seconds) => (
          <option key={seconds} value={seconds}>
            {changeKeyText.overlaps[seconds]}
          </option>
        ))}
      </SelectField>
      <Problems problems={error?.problems ?? []} />
      <FormActions submit={changeKeyText.rotate} isPending={isPending} onCancel={onClose} />
    </form>
  );
}
