import { useQuietSubmit } from '../../graphql/use-quiet-submit.ts';
import { Button } from '../../ui/button.tsx';
import { toastDone } from '../../ui/toast.tsx';
import { WebhooksTestDocument } from './generated/operations.ts';
import { webhooksText } from './text.ts';

type SendTestProps = { readonly webhookId: string; readonly reason: string | null };

export function SendTest({ webhookId, reason }: SendTestProps) {
  const { submit, isPending } = useQuietSubmit(WebhooksTestDocument);
  const send = async () => {
    if (await submit({ input: { id: webhookId } })) toastDone(webhooksText.testSent);
  };
  return (
    <Button variant="primary" reason={reason} isPending={isPending} onClick={send}>
      {webhooksText.sendTest}
    </Button>
  );
}
