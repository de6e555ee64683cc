import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useSubmit } from '../../graphql/use-submit.ts';
import { SelectField } from '../../ui/controls/field.tsx';
import { ConfirmDialog } from '../../ui/dialogs/confirm-dialog.tsx';
import { Dialog, FormActions } from '../../ui/dialogs/dialog.tsx';
import { type IssuedSecret, SecretDialog } from '../../ui/dialogs/secret-dialog.tsx';
import { Problems } from '../../ui/error-card.tsx';
import { toastDone } from '../../ui/toast.tsx';
import {
  WebhooksDeleteDocument,
  WebhooksRotateDocument,
  type WebhooksRowFragment,
} from './generated/operations.ts';
import { webhooksText } from './text.ts';
import { EditWebhookForm } from './webhook-form.tsx';

/** What the page asks for. */
export type WebhookAction = 'edit' | 'rotate' | 'remove';

type DialogsProps = {
  readonly webhook: WebhooksRowFragment;
  /** Null: no dialog is open. */
  readonly action: WebhookAction | null;
  readonly onClose: () => void;
};

export function WebhookDialogs({ webhook, action, onClose }: DialogsProps) {
  const [issued, setIssued] = useState<IssuedSecret | null>(null);
  return (
    <>
      <Dialog
        title={webhooksText.editTitle}
        description={webhooksText.editHint}
        isOpen={action === 'edit'}
        onClose={onClose}
      >
        <EditWebhookForm webhook={webhook} onClose={onClose} />
      </Dialog>
      <Dialog
        title={webhooksText.rotateTitle}
        description={webhooksText.rotateHint}
        isOpen={action === 'rotate'}
        onClose={onClose}
      >
        <RotateForm webhookId={webhook.id} onClose={onClose} onIssued={setIssued} />
      </Dialog>
      <RemoveDialog webhookId={webhook.id} isOpen={action === 'remove'} onClose={onClose} />
      <SecretDialog issued={issued} onClose={() => setIssued(null)} />
    </>
  );
}

type RotateFormProps = {
  readonly webhookId: string;
  readonly onClose: () => void;
  readonly onIssued: (issued: IssuedSecret) => void;
};

function RotateForm({ webhookId, onClose, onIssued }: RotateFormProps) {
  const [overlap, setOverlap] = useState('86400');
  const { submit, isPending, error } = useSubmit(WebhooksRotateDocument);
  const rotate = async (event: FormEvent) => {
    event.preventDefault();
    const { rotateWebhookSecret: rotated } =
      (await submit({ input: { id: webhookId, overlapSeconds: Number(overlap) } })) ?? {};
    if (!rotated) return;
    onClose();
    onIssued({
      title: webhooksText.newSecretTitle,
      variable: 'BAILIWICK_WEBHOOK_SECRET',
      secret: rotated.secret,
    });
  };
  return (
    <form onSubmit={rotate} className="grid gap-4">
      <SelectField
        label={webhooksText.overlap}
        value={overlap}
        onChange={({ target }) => setOverlap(target.value)}
      >
        {Object.entries(webhooksText.overlaps).map(([seconds, text]) => (
          <option key={seconds} value={seconds}>
            {text}
          </option>
        ))}
      </SelectField>
      <Problems problems={error?.problems ?? []} />
      <FormActions submit={webhooksText.rotateSubmit} isPending={isPending} onCancel={onClose} />
    </form>
  );
}

type RemoveProps = { readonly webhookId: string; readonly isOpen: boolean; readonly onClose: () => void };

function RemoveDialog({ webhookId, isOpen, onClose }: RemoveProps) {
  const { projectId = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const { submit, isPending, error } = useSubmit(WebhooksDeleteDocument);
  const remove = async () => {
    if (!(await submit({ input: { id: webhookId } }))) return;
    toastDone(webhooksText.removed);
    await navigate({ to: '/projects/$projectId/webhooks', params: { projectId } });
  };
  return (
    <ConfirmDialog
      title={webhooksText.removeTitle}
      isOpen={isOpen}
      onClose={onClose}
      action={webhooksText.removeSubmit}
      onConfirm={remove}
      isPending={isPending}
      problems={error?.problems ?? []}
    >
      <p>{webhooksText.removeHint}</p>
    </ConfirmDialog>
  );
}
