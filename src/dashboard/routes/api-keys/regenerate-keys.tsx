import { useState } from 'react';
import { useSubmit } from '../../graphql/use-submit.ts';
import { ConfirmDialog } from '../../ui/confirm/confirm-dialog.tsx';
import { type IssuedSecret, SecretDialog } from '../../ui/secret-dialog.tsx';
import { Time } from '../../ui/time.tsx';
import { type ApiKeyRowFragment, ApiKeysRegenerateDocument } from './generated/operations.ts';
import { variableFor } from './key-dialog.ts';
import { changeKeyText } from './text.ts';

type RegenerateKeysProps = {
  readonly project: { readonly id: string; readonly name: string };
  readonly keys: readonly ApiKeyRowFragment[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

/** Replaces every key of a project by one. The user sees which, and types the name of the project. */
export function RegenerateKeys({ project, keys, isOpen, onClose }: RegenerateKeysProps) {
  const [issued, setIssued] = useState<IssuedSecret | null>(null);
  const { submit, isPending, error } = useSubmit(ApiKeysRegenerateDocument);
  const regenerate = async () => {
    const { regenerateApiKey: done } = (await submit({ input: { projectId: project.id } })) ?? {};
    if (!done) return;
    onClose();
    const { secret } = done.issuedKey;
    setIssued({ title: changeKeyText.regenerated, variable: variableFor('ak_'), secret });
  };
  return (
    <>
      <ConfirmDialog
        title={changeKeyText.regenerateTitle}
        action={changeKeyText.regenerate}
        typed={project.name}
        isOpen={isOpen}
        onClose={onClose}
        onConfirm={regenerate}
        isPending={isPending}
        problems={error?.problems ?? []}
      >
        <p>{changeKeyText.regenerateHint}</p>
        <ul className="grid max-h-60 gap-1 overflow-y-auto rounded-md border border-line bg-canvas px-3 py-2">
          {keys.map(({ id, name, lastUsedAt }) => (
            <li key={id} className="flex justify-between gap-4">
              <span className="font-medium">{name}</span>
              <span className="text-muted">
                {changeKeyText.lastUsed}: <Time at={lastUsedAt} />
              </span>
            </li>
          ))}
        </ul>
      </ConfirmDialog>
      <SecretDialog issued={issued} onClose={() => setIssued(null)} />
    </>
  );
}
