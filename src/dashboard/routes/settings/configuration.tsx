import type { FormEvent } from 'react';
import { useSubmit } from '../../graphql/use-submit.ts';
import { usePermissions } from '../../graphql/use-viewer.ts';
import { changedMeanwhile, fieldMessages, otherProblems } from '../../lib/api-error.ts';
import { useDraft } from '../../lib/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/controls/field.tsx';
import { SwitchField } from '../../ui/controls/switch.tsx';
import { Problems } from '../../ui/error-card.tsx';
import { uiText } from '../../ui/text.ts';
import { toastDone } from '../../ui/toast.tsx';
import { type SettingsConfigFragment, SettingsUpdateConfigDocument } from './generated/operations.ts';
import { configText } from './text.ts';

const SWITCHES = ['requireMcpApiKey', 'maskSecretKeysInConnectedAccount', 'is2FAEnabled'] as const;
const FIELDS = ['displayName', 'logoUrl'];

type ConfigurationProps = { readonly config: SettingsConfigFragment };

/** The settings of a project: each switch is saved at once, the texts by their button. */
export function Configuration({ config }: ConfigurationProps) {
  const { submit, error } = useSubmit(SettingsUpdateConfigDocument);
  const reason = usePermissions().reason({ scope: 'config:write' });
  return (
    <div className="grid gap-5">
      <section className="card divide-y divide-line" aria-label={configText.access}>
        {SWITCHES.map((name) => (
          <div key={name} className="px-5 py-4">
            <SwitchField
              label={configText[name]}
              hint={configText[`${name}Hint`]}
              checked={config[name]}
              reason={reason}
              onChange={(next) => submit({ input: { [name]: next } })}
            />
          </div>
        ))}
        <div className="px-5 py-4">
          <SwitchField
            label={configText.logVisibilitySetting}
            hint={configText.logVisibilitySettingHint}
            checked={config.logVisibilitySetting === 'SHOW_ALL'}
            reason={reason}
            onChange={(next) =>
              submit({ input: { logVisibilitySetting: next ? 'SHOW_ALL' : 'DONT_STORE_DATA' } })
            }
          />
        </div>
      </section>
      <Problems problems={error?.problems ?? []} />
      <DisplayForm config={config} reason={reason} />
    </div>
  );
}

function DisplayForm({ config, reason }: ConfigurationProps & { readonly reason: string | null }) {
  const { values, set, changes, meanwhile } = useDraft({
    displayName: config.displayName ?? '',
    logoUrl: config.logoUrl ?? '',
  });
  const { submit, isPending, error } = useSubmit(SettingsUpdateConfigDocument);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const sent = Object.fromEntries(Object.entries(changes).map(([name, text]) => [name, text || null]));
    const input = { expectedUpdatedAt: config.updatedAt, ...sent };
    if (await submit({ input })) toastDone(uiText.saved);
  };
  const messages = { ...changedMeanwhile(meanwhile), ...fieldMessages(error) };
  return (
    <form onSubmit={save} className="card grid gap-4 px-5 py-4">
      <h2 className="text-base font-semibold">{configText.display}</h2>
      <TextField
        label={configText.displayName}
        hint={configText.displayNameHint}
        error={messages.displayName}
        value={values.displayName}
        onChange={({ target }) => set('displayName', target.value)}
      />
      <TextField
        label={configText.logoUrl}
        hint={configText.logoUrlHint}
        error={messages.logoUrl}
        type="url"
        value={values.logoUrl}
        onChange={({ target }) => set('logoUrl', target.value)}
      />
      {config.logoUrl && (
        <a className="link justify-self-start" href={config.logoUrl} target="_blank" rel="noreferrer">
          {configText.openLogo}
        </a>
      )}
      <Problems problems={otherProblems(error, FIELDS)} />
      <Button
        type="submit"
        variant="primary"
        reason={reason}
        isPending={isPending}
        className="justify-self-start"
      >
        {uiText.save}
      </Button>
    </form>
  );
}
