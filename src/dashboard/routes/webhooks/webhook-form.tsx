import { type FormEvent, useState } from 'react';
import { useSubmit } from '../../graphql/use-submit.ts';
import { fieldMessages, otherProblems } from '../../lib/api-error.ts';
import { ChoicesField } from '../../ui/controls/choices-field.tsx';
import { TextField } from '../../ui/controls/field.tsx';
import { FormActions } from '../../ui/dialogs/dialog.tsx';
import type { IssuedSecret } from '../../ui/dialogs/secret-dialog.tsx';
import { Problems } from '../../ui/error-card.tsx';
import { toastDone } from '../../ui/toast.tsx';
import { type EventType, PROJECT_EVENTS } from './events.ts';
import {
  WebhooksCreateDocument,
  type WebhooksRowFragment,
  WebhooksUpdateDocument,
} from './generated/operations.ts';
import { webhooksText } from './text.ts';

const FIELDS = ['url', 'description', 'events'];

type CreateProps = { readonly onClose: () => void; readonly onIssued: (issued: IssuedSecret) => void };

/** The form for a new webhook. Its secret is shown after it. */
export function CreateWebhookForm({ onClose, onIssued }: CreateProps) {
  const values = useValues();
  const { submit, isPending, error } = useSubmit(WebhooksCreateDocument);
  const send = async () => {
    const { url, description, events } = values;
    const input = { url, events: [...events], ...(description !== '' && { description }) };
    const { createWebhookSubscription: created } = (await submit({ input })) ?? {};
    if (!created) return;
    onClose();
    toastDone(webhooksText.created);
    onIssued({
      title: webhooksText.secretTitle,
      variable: 'BAILIWICK_WEBHOOK_SECRET',
      secret: created.secret,
    });
  };
  return (
    <WebhookForm
      values={values}
      error={error}
      isPending={isPending}
      onSubmit={send}
      onClose={onClose}
      action={webhooksText.createSubmit}
    />
  );
}

type EditProps = { readonly webhook: WebhooksRowFragment; readonly onClose: () => void };

/** Edits a webhook. The server rejects the change if the webhook has changed since the form was opened. */
export function EditWebhookForm({ webhook, onClose }: EditProps) {
  const [opened] = useState(webhook);
  const values = useValues(opened);
  const { submit, isPending, error } = useSubmit(WebhooksUpdateDocument);
  const send = async () => {
    const { url, description, events } = values;
    const input = {
      id: opened.id,
      expectedUpdatedAt: opened.updatedAt,
      ...(url !== opened.url && { url }),
      ...(description !== (opened.description ?? '') && { description: description || null }),
      ...(!isSame(events, opened.events) && { events: [...events] }),
    };
    if (!(await submit({ input }))) return;
    onClose();
    toastDone(webhooksText.saved);
  };
  return (
    <WebhookForm
      values={values}
      error={error}
      isPending={isPending}
      onSubmit={send}
      onClose={onClose}
      action={webhooksText.save}
    />
  );
}

const isSame = (chosen: ReadonlySet<string>, present: readonly string[]) =>
  chosen.size === present.length && present.every((value) => chosen.has(value));

function useValues(opened?: WebhooksRowFragment) {
  const [url, setUrl] = useState(opened?.url ?? '');
  const [description, setDescription] = useState(opened?.description ?? '');
  const [events, setEvents] = useState<ReadonlySet<EventType>>(new Set(opened?.events));
  return { url, setUrl, description, setDescription, events, setEvents };
}

type FormProps = {
  readonly values: ReturnType<typeof useValues>;
  readonly error: ReturnType<typeof useSubmit>['error'];
  readonly isPending: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly action: string;
};

function WebhookForm({ values, error, isPending, onSubmit, onClose, action }: FormProps) {
  const { url, setUrl, description, setDescription, events, setEvents } = values;
  const messages = fieldMessages(error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={send} className="grid gap-4">
      <TextField
        label={webhooksText.url}
        hint={webhooksText.urlHint}
        error={messages.url}
        type="url"
        required
        value={url}
        onChange={({ target }) => setUrl(target.value)}
      />
      <TextField
        label={webhooksText.note}
        hint={webhooksText.noteHint}
        error={messages.description}
        maxLength={200}
        value={description}
        onChange={({ target }) => setDescription(target.value)}
      />
      <ChoicesField
        label={webhooksText.events}
        hint={webhooksText.eventsHint}
        error={messages.events}
        choices={PROJECT_EVENTS}
        chosen={events}
        onChange={setEvents}
      />
      <Problems problems={otherProblems(error, FIELDS)} />
      <FormActions submit={action} isPending={isPending} onCancel={onClose} />
    </form>
  );
}
