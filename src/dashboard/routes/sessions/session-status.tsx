import { Badge, type Tone } from '../../ui/badge.tsx';
import type { SessionsRowFragment } from './generated/operations.ts';
import { sessionsText } from './text.ts';

const TONES: Readonly<Record<SessionsRowFragment['status'], Tone>> = {
  ACTIVE: 'success',
  CLOSED: 'neutral',
  ERROR: 'danger',
};

export function SessionStatus({ status }: Pick<SessionsRowFragment, 'status'>) {
  return <Badge tone={TONES[status]}>{sessionsText.statuses[status]}</Badge>;
}
