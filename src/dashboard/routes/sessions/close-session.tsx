import { useQuietSubmit } from '../../graphql/use-quiet-submit.ts';
import { usePermissions } from '../../graphql/use-viewer.ts';
import { Button, type ButtonProps } from '../../ui/button.tsx';
import { toastDone } from '../../ui/toast.tsx';
import { SessionsCloseDocument, type SessionsRowFragment } from './generated/operations.ts';
import { sessionsText } from './text.ts';

type CloseSessionProps = { readonly session: SessionsRowFragment } & Pick<ButtonProps, 'size'>;

/** Closes a session. Calls of it can still be recorded. */
export function CloseSession({ session: { id, userId, status }, size = 'medium' }: CloseSessionProps) {
  const reason = usePermissions().reason({ scope: 'sessions:write' });
  const { submit, isPending } = useQuietSubmit(SessionsCloseDocument);
  const close = async () => {
    if (await submit({ input: { id } })) toastDone(sessionsText.closed);
  };
  return (
    <Button
      size={size}
      aria-label={sessionsText.closeOf(userId)}
      reason={reason ?? (status === 'ACTIVE' ? null : sessionsText.isClosed)}
      isPending={isPending}
      onClick={close}
    >
      {sessionsText.close}
    </Button>
  );
}
