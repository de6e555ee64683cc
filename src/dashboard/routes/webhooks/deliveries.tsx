import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useQuietSubmit } from '../../graphql/use-quiet-submit.ts';
import { Button } from '../../ui/button.tsx';
import { Countdown } from '../../ui/controls/countdown.tsx';
import { EmptyState, NoMatch } from '../../ui/empty-state.tsx';
import { FilterSelect, Filters } from '../../ui/lists/filter-select.tsx';
import { Pagination } from '../../ui/lists/pagination.tsx';
import { type Column, Table } from '../../ui/lists/table.tsx';
import { Time } from '../../ui/time.tsx';
import { toastDone } from '../../ui/toast.tsx';
import { DeliveryDialog } from './delivery-dialog.tsx';
import { eventName } from './events.ts';
import { type WebhooksDeliveryRowFragment, WebhooksRedeliverDocument } from './generated/operations.ts';
import { DeliveryStatus, LastResponse } from './parts.tsx';
import { RedeliverAll } from './redeliver-all.tsx';
import { webhooksText } from './text.ts';
import type { Webhook } from './webhook.ts';

type Delivery = WebhooksDeliveryRowFragment;

const route = getRouteApi('/projects/$projectId/webhooks/$webhookId');

type DeliveriesProps = {
  readonly webhook: Webhook;
  /** Why deliveries cannot be sent again. Null: they can. */
  readonly reason: string | null;
  readonly reload: () => void;
};

/** The deliveries of a webhook, newest first. */
export function Deliveries({ webhook, reason, reload }: DeliveriesProps) {
  const { status, delivery } = route.useSearch();
  const navigate = route.useNavigate();
  const { nodes, pageInfo, totalCount } = webhook.deliveries;
  useReloadWhenDue(nodes, reload);
  const setStatus = (next: Delivery['status'] | undefined) =>
    navigate({ search: { status: next }, replace: true });
  const show = (id: string | undefined) =>
    navigate({ search: (current) => ({ ...current, delivery: id }), replace: true });
  return (
    <section className="grid gap-3" aria-labelledby="deliveries">
      <div className="flex flex-wrap items-center gap-2">
        <h2 id="deliveries" className="flex-1 text-base font-semibold">
          {webhooksText.deliveries}
        </h2>
        <Filters>
          <FilterSelect
            label={webhooksText.statusFilter}
            all={webhooksText.anyStatus}
            options={webhooksText.statuses}
            value={status}
            onChange={setStatus}
          />
          <RedeliverAll webhookId={webhook.id} reason={reason} />
        </Filters>
      </div>
      {nodes.length === 0 && status !== undefined && <NoMatch onClear={() => setStatus(undefined)} />}
      {nodes.length === 0 && status === undefined && (
        <EmptyState title={webhooksText.noDeliveriesTitle}>{webhooksText.noDeliveriesHint}</EmptyState>
      )}
      {nodes.length > 0 && (
        <>
          <Table
            caption={webhooksText.deliveriesCaption}
            columns={COLUMNS}
            rows={nodes}
            keyOf={({ id }) => id}
            actions={(row) => (
              <>
                <Button
                  size="small"
                  variant="quiet"
                  aria-label={webhooksText.viewDelivery(eventName(row.eventType))}
                  onClick={() => show(row.id)}
                >
                  {webhooksText.view}
                </Button>
                <Redeliver delivery={row} reason={reason} />
              </>
            )}
          />
          <Pagination
            info={pageInfo}
            totalCount={totalCount}
            onMove={(cursor) => navigate({ search: { status, ...cursor } })}
          />
        </>
      )}
      <DeliveryDialog id={delivery ?? null} onClose={() => show(undefined)} />
    </section>
  );
}

/** How long an attempt may take until its outcome is read. */
const ATTEMPT_MS = 1_500;
const DUE_MS_MAX = 60_000;

/** Reads the page again soon after the next attempt of a delivery is due. */
function useReloadWhenDue(deliveries: readonly Delivery[], reload: () => void): void {
  const due = deliveries.flatMap(({ nextAttemptAt }) => nextAttemptAt ?? []).toSorted()[0];
  useEffect(() => {
    if (due === undefined) return;
    const delay = Math.max(0, Date.parse(due) - Date.now());
    if (delay > DUE_MS_MAX) return;
    const timer = setInterval(() => !document.hidden && reload(), delay + ATTEMPT_MS);
    return () => clearInterval(timer);
  }, [due, reload]);
}

const COLUMNS: readonly Column<Delivery>[] = [
  {
    id: 'event',
    label: webhooksText.event,
    cell: ({ eventType, status }) => (
      <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <code>{eventName(eventType)}</code> <DeliveryStatus status={status} />
      </span>
    ),
  },
  {
    id: 'response',
    label: webhooksText.response,
    from: 'sm',
    cell: (delivery) => <LastResponse delivery={delivery} />,
  },
  {
    id: 'attempts',
    label: webhooksText.attempts,
    from: 'md',
    cell: ({ attemptCount }) => webhooksText.attemptsOf(attemptCount),
  },
  {
    id: 'next',
    label: webhooksText.nextAttempt,
    from: 'lg',
    cell: ({ nextAttemptAt }) =>
      nextAttemptAt ? <Countdown at={nextAttemptAt} /> : <span className="text-muted">—</span>,
  },
  {
    id: 'occurred',
    label: webhooksText.occurred,
    from: 'md',
    cell: ({ createdAt }) => <Time at={createdAt} />,
  },
];

function Redeliver({ delivery, reason }: { readonly delivery: Delivery; readonly reason: string | null }) {
  const { submit, isPending } = useQuietSubmit(WebhooksRedeliverDocument);
  const redeliver = async () => {
    if (await submit({ input: { deliveryId: delivery.id } })) toastDone(webhooksText.redelivered);
  };
  return (
    <Button
      size="small"
      reason={reason}
      isPending={isPending}
      aria-label={webhooksText.redeliverDelivery(eventName(delivery.eventType))}
      onClick={redeliver}
    >
      {webhooksText.redeliver}
    </Button>
  );
}
