import { useQuietSubmit } from '../../graphql/use-quiet-submit.ts';
import { usePermissions } from '../../graphql/use-viewer.ts';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { uiText } from '../../ui/text.ts';
import { toastUndo } from '../../ui/toast.tsx';
import { type ApiKeyRowFragment, ApiKeysUpdateDocument } from './generated/operations.ts';
import { apiKeysText } from './text.ts';

export type KeyAction = 'edit' | 'rotate' | 'limit' | 'revoke';

type KeyActionsProps = {
  readonly apiKey: ApiKeyRowFragment;
  readonly onDetails: () => void;
  readonly onAction: (action: KeyAction) => void;
};

/** The actions of one key. */
export function KeyActions({ apiKey, onDetails, onAction }: KeyActionsProps) {
  const { submit } = useQuietSubmit(ApiKeysUpdateDocument);
  const permissions = usePermissions();
  const reason = permissions.reason({ scope: 'api_keys:write', organizationKey: true });
  const { id, name, enabled } = apiKey;
  const setEnabled = async (next: boolean) => {
    const changed = await submit({ input: { id, enabled: next } });
    const text = next ? apiKeysText.enabledToast(name) : apiKeysText.disabledToast(name);
    if (changed) toastUndo(text, uiText.undo, () => submit({ input: { id, enabled: !next } }));
  };
  return (
    <Menu label={apiKeysText.actionsFor(name)}>
      <MenuItem onSelect={onDetails}>{apiKeysText.details}</MenuItem>
      <MenuItem reason={reason} onSelect={() => onAction('edit')}>
        {apiKeysText.edit}
      </MenuItem>
      <MenuItem reason={reason} onSelect={() => onAction('rotate')}>
        {apiKeysText.rotate}
      </MenuItem>
      <MenuItem
        reason={permissions.reason({ scope: 'limits:write', organizationKey: true })}
        onSelect={() => onAction('limit')}
      >
        {apiKeysText.limit}
      </MenuItem>
      <MenuItem reason={reason} onSelect={() => setEnabled(!enabled)}>
        {enabled ? apiKeysText.disable : apiKeysText.enable}
      </MenuItem>
      <MenuItem reason={reason} isDangerous onSelect={() => onAction('revoke')}>
        {apiKeysText.revoke}
      </MenuItem>
    </Menu>
  );
}
