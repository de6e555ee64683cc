import { useState } from 'react';
import { useSubmit } from '../../graphql/use-submit.ts';
import { usePermissions } from '../../graphql/use-viewer.ts';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { uiText } from '../../ui/text.ts';
import { toastUndo } from '../../ui/toast.tsx';
import { EditKey } from './edit-key.tsx';
import { type ApiKeyRowFragment, ApiKeysUpdateDocument } from './generated/operations.ts';
import { LimitKey } from './limit-key.tsx';
import { RevokeKey } from './revoke-key.tsx';
import { RotateKey } from './rotate-key.tsx';
import { apiKeysText } from './text.ts';

type KeyActionsProps = { readonly apiKey: ApiKeyRowFragment; readonly onDetails: () => void };

/** The actions of one key, and the dialogs that they open. */
export function KeyActions({ apiKey, onDetails }: KeyActionsProps) {
  const [opened, setOpened] = useState<'edit' | 'rotate' | 'limit' | 'revoke' | null>(null);
  const { submit } = useSubmit(ApiKeysUpdateDocument);
  const permissions = usePermissions();
  const reason = permissions.reason({ scope: 'api_keys:write', organizationKey: true });
  const { id, name, enabled } = apiKey;
  const setEnabled = async (next: boolean) => {
    const changed = await submit({ input: { id, enabled: next } });
    const text = next ? apiKeysText.enabledToast(name) : apiKeysText.disabledToast(name);
    if (changed) toastUndo(text, uiText.undo, () => submit({ input: { id, enabled: !next } }));
  };
  const dialog = { apiKey, onClose: () => setOpened(null) };
  return (
    <>
      <Menu label={apiKeysText.actionsFor(name)}>
        <MenuItem onSelect={onDetails}>{apiKeysText.details}</MenuItem>
        <MenuItem reason={reason} onSelect={() => setOpened('edit')}>
          {apiKeysText.edit}
        </MenuItem>
        <MenuItem reason={reason} onSelect={() => setOpened('rotate')}>
          {apiKeysText.rotate}
        </MenuItem>
        <MenuItem
          reason={permissions.reason({ scope: 'limits:write', organizationKey: true })}
          onSelect={() => setOpened('limit')}
        >
          {apiKeysText.limit}
        </MenuItem>
        <MenuItem reason={reason} onSelect={() => setEnabled(!enabled)}>
          {enabled ? apiKeysText.disable : apiKeysText.enable}
        </MenuItem>
        <MenuItem reason={reason} isDangerous onSelect={() => setOpened('revoke')}>
          {apiKeysText.revoke}
        </MenuItem>
      </Menu>
      <EditKey {...dialog} isOpen={opened === 'edit'} />
      <RotateKey {...dialog} isOpen={opened === 'rotate'} />
      <LimitKey {...dialog} isOpen={opened === 'limit'} />
      <RevokeKey {...dialog} isOpen={opened === 'revoke'} />
    </>
  );
}
