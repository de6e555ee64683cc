import type { FormEvent } from 'react';
import { useSubmit } from '../../graphql/use-submit.ts';
import { usePermissions } from '../../graphql/use-viewer.ts';
import { changedMeanwhile, fieldMessages, otherProblems } from '../../lib/api-error.ts';
import { useDraft } from '../../lib/use-draft.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/controls/field.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Problems } from '../../ui/error-card.tsx';
import { uiText } from '../../ui/text.ts';
import { Time } from '../../ui/time.tsx';
import { toastDone } from '../../ui/toast.tsx';
import { type SettingsPageQuery, SettingsUpdateProjectDocument } from './generated/operations.ts';
import { settingsText } from './text.ts';

const FIELDS = ['name', 'slug'];

export type ProjectProps = { readonly project: SettingsPageQuery['project'] };

/** The name and the slug of a project, and whether it is the default one. */
export function General({ project }: ProjectProps) {
  return (
    <div className="grid gap-5">
      <NameForm project={project} />
      <section className="card grid gap-x-6 gap-y-3 px-5 py-4 sm:grid-cols-[9rem_1fr]">
        <span className="text-muted">{settingsText.id}</span>
        <span className="flex flex-wrap items-center gap-2">
          <code>{project.id}</code>
          <CopyButton text={project.id} />
        </span>
        <span className="text-muted">{settingsText.created}</span>
        <span>
          <Time at={project.createdAt} />
        </span>
        <span className="text-muted">{settingsText.default}</span>
        <Default project={project} />
      </section>
    </div>
  );
}

function NameForm({ project }: ProjectProps) {
  const { values, set, changes, meanwhile } = useDraft({
    name: project.name,
    slug: project.slug,
    environment: project.environment,
  });
  const { submit, isPending, error } = useSubmit(SettingsUpdateProjectDocument);
  const reason = usePermissions().reason({ scope: 'projects:write', organizationKey: true });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const input = { id: project.id, expectedUpdatedAt: project.updatedAt, ...changes };
    if (await submit({ input })) toastDone(uiText.saved);
  };
  const messages = { ...changedMeanwhile(meanwhile), ...fieldMessages(error) };
  return (
    <form onSubmit={save} className="card grid gap-4 px-5 py-4">
      <TextField
        label={settingsText.name}
        hint={settingsText.nameHint}
        error={messages.name}
        required
        value={values.name}
        onChange={({ target }) => set('name', target.value)}
      />
      <TextField
        label={settingsText.slug}
        hint={settingsText.slugHint}
        error={messages.slug}
        required
        value={values.slug}
        onChange={({ target }) => set('slug', target.value)}
      />
      <SelectField
        label={settingsText.environment}
        value={values.environment}
        onChange={({ target }) => set('environment', target.value)}
      >
        <option value="LIVE">{settingsText.environments.LIVE}</option>
        <option value="TEST">{settingsText.environments.TEST}</option>
      </SelectField>
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

function Default({ project: { id, name, isDefault } }: ProjectProps) {
  const { submit, isPending, error } = useSubmit(SettingsUpdateProjectDocument);
  const reason = usePermissions().reason({ scope: 'projects:write', organizationKey: true });
  const makeDefault = async () => {
    if (await submit({ input: { id, isDefault: true } })) toastDone(settingsText.madeDefault(name));
  };
  return (
    <div className="grid justify-items-start gap-2">
      {isDefault ? (
        <Badge tone="accent">{settingsText.default}</Badge>
      ) : (
        <Button size="small" reason={reason} isPending={isPending} onClick={makeDefault}>
          {settingsText.makeDefault}
        </Button>
      )}
      <p className="text-[0.8125rem] text-muted">{settingsText.isDefault}</p>
      <Problems problems={error?.problems ?? []} />
    </div>
  );
}
