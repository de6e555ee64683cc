import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { usePermissions } from '../../graphql/use-viewer.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { ErrorCard } from '../../ui/error-card.tsx';
import { Detail, Details } from '../../ui/lists/details.tsx';
import { pageVariables } from '../../ui/lists/pagination.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { uiText } from '../../ui/text.ts';
import { Time } from '../../ui/time.tsx';
import { Deliveries } from './deliveries.tsx';
import { eventName } from './events.ts';
import { WebhooksDetailDocument } from './generated/operations.ts';
import { EnabledSwitch } from './parts.tsx';
import { SendTest } from './send-test.tsx';
import { webhooksText } from './text.ts';
import { isWebhook, type Webhook } from './webhook.ts';
import { type WebhookAction, WebhookDialogs } from './webhook-dialogs.tsx';

const route = getRouteApi('/projects/$projectId/webhooks/$webhookId');

export function WebhookPage(): ReactNode {
  const { webhookId } = route.useParams();
  const search = route.useSearch();
  const { data, error, reload } = useLiveQuery({
    query: WebhooksDetailDocument,
    variables: { id: webhookId, status: search.status, ...pageVariables(search) },
  });
  if (error || !data)
    return (
      <Page title={webhooksText.title}>
        {error ? <ErrorCard error={error} onRetry={reload} /> : <Skeleton />}
      </Page>
    );
  if (!data.node || !isWebhook(data.node)) return <Missing />;
  return <Found webhook={data.node} reload={reload} />;
}

function BackLink({ isButton = false }: { readonly isButton?: boolean }) {
  const { projectId } = route.useParams();
  return (
    <Link
      to="/projects/$projectId/webhooks"
      params={{ projectId }}
      className={
        isButton
          ? `justify-self-start ${buttonClass('secondary')}`
          : 'mb-1 inline-flex min-h-6 items-center gap-1.5 justify-self-start rounded-sm text-muted hover:text-ink'
      }
    >
      <ArrowLeft size={15} aria-hidden /> {webhooksText.back}
    </Link>
  );
}

function Missing() {
  return (
    <Page title={webhooksText.missingTitle} description={webhooksText.missing}>
      <BackLink isButton />
    </Page>
  );
}

function Found({ webhook, reload }: { readonly webhook: Webhook; readonly reload: () => void }) {
  const reason = usePermissions().reason({ scope: 'webhooks:write' });
  const [action, setAction] = useState<WebhookAction | null>(null);
  const disabled = webhook.enabled ? null : webhooksText.disabledReason;
  return (
    <Page
      title={new URL(webhook.url).host}
      back={<BackLink />}
      description={<span className="break-all">{webhook.url}</span>}
      actions={
        <>
          <SendTest webhookId={webhook.id} reason={reason ?? disabled} />
          <Button reason={reason} onClick={() => setAction('rotate')}>
            {webhooksText.rotate}
          </Button>
          <Button reason={reason} onClick={() => setAction('edit')}>
            {webhooksText.edit}
          </Button>
          <Menu label={webhooksText.moreActions}>
            <MenuItem onSelect={() => setAction('remove')} reason={reason} isDangerous>
              {webhooksText.remove}
            </MenuItem>
          </Menu>
        </>
      }
    >
      <Facts webhook={webhook} />
      <Deliveries webhook={webhook} reason={reason ?? disabled} reload={reload} />
      <WebhookDialogs webhook={webhook} action={action} onClose={() => setAction(null)} />
    </Page>
  );
}

function Facts({ webhook }: { readonly webhook: Webhook }) {
  const { events, description, disabledReason, headerNames, previousSecretExpiresAt } = webhook;
  return (
    <Details>
      <Detail label={webhooksText.state}>
        <span className="flex flex-wrap items-center gap-2">
          <EnabledSwitch webhook={webhook} />
          {webhook.enabled ? webhooksText.enabled : webhooksText.disabled}
        </span>
        {disabledReason && <span className="text-[0.8125rem] text-danger">{webhooksText.gone}</span>}
      </Detail>
      <Detail label={webhooksText.note}>
        {description ?? <span className="text-muted">{uiText.none}</span>}
      </Detail>
      <Detail label={webhooksText.id}>
        <code>{webhook.id}</code>
      </Detail>
      <Detail label={webhooksText.previousSecret}>
        {previousSecretExpiresAt ? (
          <span className="flex flex-wrap gap-1">
            {webhooksText.previousSecretUntil} <Time at={previousSecretExpiresAt} />
          </span>
        ) : (
          <span className="text-muted">{uiText.none}</span>
        )}
      </Detail>
      <Detail label={webhooksText.headers}>
        {headerNames.length > 0 ? (
          <code>{headerNames.join(', ')}</code>
        ) : (
          <span className="text-muted">{uiText.none}</span>
        )}
      </Detail>
      <Detail label={webhooksText.updatedAt}>
        <Time at={webhook.updatedAt} />
      </Detail>
      <Detail label={webhooksText.events} isWide>
        <span className="flex flex-wrap gap-1.5">
          {events.map((event) => (
            <Badge key={event}>{eventName(event)}</Badge>
          ))}
        </span>
      </Detail>
    </Details>
  );
}
