import { useQuietSubmit } from '../../graphql/use-quiet-submit.ts';
import { usePermissions } from '../../graphql/use-viewer.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Switch } from '../../ui/controls/switch.tsx';
import { type WebhooksDeliveryRowFragment, WebhooksUpdateDocument } from './generated/operations.ts';
import { webhooksText } from './text.ts';

const TONES: Readonly<Record<WebhooksDeliveryRowFragment['status'], Tone>> = {
  PENDING: 'warning',
  SUCCEEDED: 'success',
  FAILED: 'danger',
  HELD: 'neutral',
};

export function DeliveryStatus({ status }: Pick<WebhooksDeliveryRowFragment, 'status'>) {
  return <Badge tone={TONES[status]}>{webhooksText.statuses[status]}</Badge>;
}

/** The last response of an endpoint, or why there was none. */
export function LastResponse({
  delivery: { responseStatus, error, attemptCount },
}: {
  readonly delivery: Pick<WebhooksDeliveryRowFragment, 'responseStatus' | 'error' | 'attemptCount'>;
}) {
  if (responseStatus !== null) return webhooksText.httpStatus(responseStatus);
  if (attemptCount === 0 && error === null) return <span className="text-muted">{webhooksText.notSent}</span>;
  return webhooksText.noResponse;
}

type SwitchedWebhook = { readonly id: string; readonly url: string; readonly enabled: boolean };

export function EnabledSwitch({ webhook: { id, url, enabled } }: { readonly webhook: SwitchedWebhook }) {
  const reason = usePermissions().reason({ scope: 'webhooks:write' });
  const { submit } = useQuietSubmit(WebhooksUpdateDocument);
  return (
    <Switch
      label={webhooksText.enable(url)}
      checked={enabled}
      reason={reason}
      onChange={(isOn) => submit({ input: { id, enabled: isOn } })}
    />
  );
}
