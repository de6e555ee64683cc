import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Countdown } from '../../ui/controls/countdown.tsx';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import { ErrorCard } from '../../ui/error-card.tsx';
import { Detail, Details } from '../../ui/lists/details.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Time } from '../../ui/time.tsx';
import { eventName } from './events.ts';
import { WebhooksDeliveryDocument, type WebhooksDeliveryQuery } from './generated/operations.ts';
import { DeliveryStatus, LastResponse } from './parts.tsx';
import { webhooksText } from './text.ts';

type Delivery = Extract<NonNullable<WebhooksDeliveryQuery['node']>, { readonly payload: string }>;

const isDelivery = (node: object): node is Delivery => 'payload' in node;

type DeliveryDialogProps = {
  /** Null: closed. */
  readonly id: string | null;
  readonly onClose: () => void;
};

/** One delivery with its payload. */
export function DeliveryDialog({ id, onClose }: DeliveryDialogProps) {
  return (
    <Dialog
      title={webhooksText.deliveryTitle}
      description={webhooksText.deliveryHint}
      width="wide"
      isOpen={id !== null}
      onClose={onClose}
    >
      {id !== null && <Content id={id} />}
    </Dialog>
  );
}

function Content({ id }: { readonly id: string }) {
  const { data, error, reload } = useLiveQuery({ query: WebhooksDeliveryDocument, variables: { id } });
  if (error) return <ErrorCard error={error} onRetry={reload} />;
  if (!data) return <Skeleton />;
  if (!data.node || !isDelivery(data.node)) return <p>{webhooksText.deliveryMissing}</p>;
  const delivery = data.node;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Details>
        <Detail label={webhooksText.event}>
          <code>{eventName(delivery.eventType)}</code>
        </Detail>
        <Detail label={webhooksText.statusFilter}>
          <DeliveryStatus status={delivery.status} />
        </Detail>
        <Detail label={webhooksText.response}>
          <LastResponse delivery={delivery} />
        </Detail>
        <Detail label={webhooksText.attempts}>{webhooksText.attemptsOf(delivery.attemptCount)}</Detail>
        <Detail label={webhooksText.lastAttempt}>
          <Time at={delivery.lastAttemptAt} />
        </Detail>
        <Detail label={webhooksText.nextAttempt}>
          {delivery.nextAttemptAt ? <Countdown at={delivery.nextAttemptAt} /> : '—'}
        </Detail>
        <Detail label={webhooksText.id}>
          <code className="break-all">{delivery.id}</code>
        </Detail>
        <Detail label={webhooksText.eventId}>
          <code className="break-all">{delivery.eventId}</code>
        </Detail>
        {delivery.error && <Detail label={webhooksText.error}>{delivery.error}</Detail>}
      </Details>
      <section className="grid grid-cols-[minmax(0,1fr)] gap-2">
        <h3 className="font-medium">{webhooksText.payload}</h3>
        <CodeBlock text={indented(delivery.payload)} label={webhooksText.copyPayload} />
      </section>
    </div>
  );
}

/** Formats JSON in lines. The numbers of payloads are those of JavaScript: the server writes them. */
const indented = (json: string) => JSON.stringify(JSON.parse(json), null, 2);
