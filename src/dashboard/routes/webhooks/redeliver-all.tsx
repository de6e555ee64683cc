import { type FormEvent, useState } from 'react';
import { useSubmit } from '../../graphql/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/controls/field.tsx';
import { Dialog, FormActions } from '../../ui/dialogs/dialog.tsx';
import { Problems } from '../../ui/error-card.tsx';
import { toastDone } from '../../ui/toast.tsx';
import { WebhooksRedeliverAllDocument } from './generated/operations.ts';
import { webhooksText } from './text.ts';

/** How many deliveries the API restarts at once. */
const BATCH = 1_000;

type RedeliverAllProps = { readonly webhookId: string; readonly reason: string | null };

/** Sends all failed deliveries of a time again. */
export function RedeliverAll({ webhookId, reason }: RedeliverAllProps) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button reason={reason} onClick={() => setOpen(true)}>
        {webhooksText.redeliverAll}
      </Button>
      <Dialog
        title={webhooksText.redeliverAllTitle}
        description={webhooksText.redeliverAllHint}
        isOpen={isOpen}
        onClose={close}
      >
        <RedeliverAllForm webhookId={webhookId} onClose={close} />
      </Dialog>
    </>
  );
}

type FormProps = { readonly webhookId: string; readonly onClose: () => void };

function RedeliverAllForm({ webhookId, onClose }: FormProps) {
  const [age, setAge] = useState('86400');
  const { submit, isPending, error } = useSubmit(WebhooksRedeliverAllDocument);
  const redeliver = async (event: FormEvent) => {
    event.preventDefault();
    const since = age === 'all' ? null : new Date(Date.now() - Number(age) * 1_000).toISOString();
    let count = 0;
    for (let batch = BATCH; batch === BATCH; count += batch) {
      const data = await submit({ input: { subscriptionId: webhookId, since } });
      if (!data?.redeliverWebhooks) return;
      batch = data.redeliverWebhooks.redeliveredCount;
    }
    onClose();
    toastDone(count === 0 ? webhooksText.noneFailed : webhooksText.redeliveredAll(count));
  };
  return (
    <form onSubmit={redeliver} className="grid gap-4">
      <SelectField label={webhooksText.since} value={age} onChange={({ target }) => setAge(target.value)}>
        {Object.entries(webhooksText.sinceOptions).map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </SelectField>
      <Problems problems={error?.problems ?? []} />
      <FormActions submit={webhooksText.redeliverAllSubmit} isPending={isPending} onCancel={onClose} />
    </form>
  );
}
