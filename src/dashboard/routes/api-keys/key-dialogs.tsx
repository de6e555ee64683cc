import { EditKey } from './edit-key.tsx';
import type { ApiKeyRowFragment } from './generated/operations.ts';
import type { KeyAction } from './key-actions.tsx';
import { LimitKey } from './limit-key.tsx';
import { RevokeKey } from './revoke-key.tsx';
import { RotateKey } from './rotate-key.tsx';

/** The key that an action was chosen for. It stays when the dialog closes: the dialog of a new secret follows. */
export type ChosenKey = {
  readonly apiKey: ApiKeyRowFragment;
  readonly action: KeyAction;
  readonly isOpen: boolean;
};

type KeyDialogsProps = { readonly chosen: ChosenKey; readonly onClose: () => void };

/** The dialogs of the actions of a key, once for the whole list. */
export function KeyDialogs({ chosen: { apiKey, action, isOpen }, onClose }: KeyDialogsProps) {
  const dialog = (name: KeyAction) => ({ apiKey, onClose, isOpen: isOpen && action === name });
  return (
    <>
      <EditKey {...dialog('edit')} />
      <RotateKey {...dialog('rotate')} />
      <LimitKey {...dialog('limit')} />
      <RevokeKey {...dialog('revoke')} />
    </>
  );
}
