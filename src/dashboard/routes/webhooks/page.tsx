import { getRouteApi, Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { usePermissions } from '../../graphql/use-viewer.ts';
import { useProjectRef } from '../../lib/use-project-ref.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import { type IssuedSecret, SecretDialog } from '../../ui/dialogs/secret-dialog.tsx';
import { EmptyState, NoMatch } from '../../ui/empty-state.tsx';
import { ErrorCard } from '../../ui/error-card.tsx';
import { Filters } from '../../ui/lists/filter-select.tsx';
import { SearchField } from '../../ui/lists/search-field.tsx';
import { type Column, Table } from '../../ui/lists/table.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Time } from '../../ui/time.tsx';
import { WebhooksPageDocument, type WebhooksPageQuery } from './generated/operations.ts';
import { DeliveryStatus, EnabledSwitch } from './parts.tsx';
import { webhooksText } from './text.ts';
import { CreateWebhookForm } from './webhook-form.tsx';

type Webhook = WebhooksPageQuery['project']['webhookSubscriptions'][number];

const route = getRouteApi('/projects/$projectId/webhooks');

export function WebhooksPage(): ReactNode {
  const { q = '', create = false } = route.useSearch();
  const navigate = route.useNavigate();
  const reason = usePermissions().reason({ scope: 'webhooks:write' });
  const [issued, setIssued] = useState<IssuedSecret | null>(null);
  const { data, error, reload } = useLiveQuery({
    query: WebhooksPageDocument,
    variables: { ...useProjectRef(), search: q },
  });
  const find = useCallback(
    (text: string) => navigate({ search: { q: text || undefined }, replace: true }),
    [navigate],
  );
  const setCreate = (isOpen: boolean) =>
    navigate({ search: (current) => ({ ...current, create: isOpen || undefined }), replace: true });
  const webhooks = data?.project.webhookSubscriptions;
  const button = (
    <Button variant="primary" reason={reason} onClick={() => setCreate(true)}>
      <Plus size={16} aria-hidden /> {webhooksText.create}
    </Button>
  );
  const isEmpty = webhooks?.length === 0;
  return (
    <Page
      title={webhooksText.title}
      description={webhooksText.description}
      actions={isEmpty && q === '' ? undefined : button}
    >
      {!(isEmpty && q === '') && (
        <Filters>
          <SearchField label={webhooksText.search} value={q} onChange={find} />
        </Filters>
      )}
      {error && <ErrorCard error={error} onRetry={reload} />}
      {!webhooks && !error && <Skeleton />}
      {isEmpty && q !== '' && <NoMatch onClear={() => find('')} />}
      {isEmpty && q === '' && (
        <EmptyState title={webhooksText.emptyTitle} action={button} example={webhooksText.example}>
          {webhooksText.emptyHint}
        </EmptyState>
      )}
      {webhooks && webhooks.length > 0 && (
        <Table caption={webhooksText.caption} columns={COLUMNS} rows={webhooks} keyOf={({ id }) => id} />
      )}
      <Dialog
        title={webhooksText.createTitle}
        description={webhooksText.createHint}
        isOpen={create}
        onClose={() => setCreate(false)}
      >
        <CreateWebhookForm onClose={() => setCreate(false)} onIssued={setIssued} />
      </Dialog>
      <SecretDialog issued={issued} onClose={() => setIssued(null)} />
    </Page>
  );
}

const COLUMNS: readonly Column<Webhook>[] = [
  { id: 'endpoint', label: webhooksText.endpoint, cell: (webhook) => <Endpoint webhook={webhook} /> },
  {
    id: 'events',
    label: webhooksText.events,
    from: 'md',
    cell: ({ events }) => <span className="text-muted">{webhooksText.eventCount(events.length)}</span>,
  },
  {
    id: 'latest',
    label: webhooksText.latest,
    from: 'sm',
    cell: ({ latest: { nodes } }) => <Latest delivery={nodes[0]} />,
  },
  {
    id: 'state',
    label: webhooksText.state,
    align: 'right',
    cell: (webhook) => <EnabledSwitch webhook={webhook} />,
  },
];

function Endpoint({
  webhook: { id, url, description, disabledReason, failed },
}: {
  readonly webhook: Webhook;
}) {
  const { projectId } = route.useParams();
  return (
    <span className="grid justify-items-start gap-0.5">
      <Link
        to="/projects/$projectId/webhooks/$webhookId"
        params={{ projectId, webhookId: id }}
        className="rounded-sm font-medium break-all hover:text-accent hover:underline"
      >
        {url}
      </Link>
      {description && <span className="text-[0.8125rem] text-muted">{description}</span>}
      {disabledReason && <span className="text-[0.8125rem] text-danger">{webhooksText.gone}</span>}
      {failed.nodes.length > 0 && (
        <span className="mt-0.5">
          <Badge tone="danger">{webhooksText.hasFailed}</Badge>
        </span>
      )}
    </span>
  );
}

function Latest({ delivery }: { readonly delivery: Webhook['latest']['nodes'][number] | undefined }) {
  if (!delivery) return <span className="text-muted">{webhooksText.noDelivery}</span>;
  return (
    <span className="flex flex-wrap items-center gap-2">
      <DeliveryStatus status={delivery.status} /> <Time at={delivery.createdAt} />
    </span>
  );
}
