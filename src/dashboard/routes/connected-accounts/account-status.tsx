import { Badge, type Tone } from '../../ui/badge.tsx';
import type { ConnectedAccountsRowFragment } from './generated/operations.ts';
import { connectedAccountsText } from './text.ts';

const TONES: Readonly<Record<ConnectedAccountsRowFragment['status'], Tone>> = {
  INITIATED: 'neutral',
  ACTIVE: 'success',
  FAILED: 'danger',
  EXPIRED: 'warning',
  INACTIVE: 'neutral',
  REVOKED: 'danger',
};

type AccountStatusProps = {
  readonly account: Pick<ConnectedAccountsRowFragment, 'status' | 'statusReason'>;
};

/** The status of an account, and the reason that was given for it. */
export function AccountStatus({ account: { status, statusReason } }: AccountStatusProps) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <Badge tone={TONES[status]}>{connectedAccountsText.statuses[status]}</Badge>
      {statusReason && <span className="text-[0.8125rem] text-muted">{statusReason}</span>}
    </span>
  );
}
