import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import { ErrorCard } from '../../ui/error-card.tsx';
import { Detail, Details } from '../../ui/lists/details.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { uiText } from '../../ui/text.ts';
import { Time } from '../../ui/time.tsx';
import { AccountStatus } from './account-status.tsx';
import {
  ConnectedAccountsDetailDocument,
  type ConnectedAccountsDetailQuery,
} from './generated/operations.ts';
import { connectedAccountsText } from './text.ts';

type Account = Extract<NonNullable<ConnectedAccountsDetailQuery['node']>, { readonly userId: string }>;

const isAccount = (node: object): node is Account => 'userId' in node;

type DetailDialogProps = {
  /** Null: closed. */
  readonly id: string | null;
  readonly onClose: () => void;
};

export function DetailDialog({ id, onClose }: DetailDialogProps) {
  return (
    <Dialog
      title={connectedAccountsText.detailTitle}
      description={connectedAccountsText.detailHint}
      width="wide"
      isOpen={id !== null}
      onClose={onClose}
    >
      {id !== null && <Content id={id} />}
    </Dialog>
  );
}

function Content({ id }: { readonly id: string }) {
  const { data, error, reload } = useLiveQuery({ query: ConnectedAccountsDetailDocument, variables: { id } });
  if (error) return <ErrorCard error={error} onRetry={reload} />;
  if (!data) return <Skeleton />;
  if (!data.node || !isAccount(data.node)) return <p>{connectedAccountsText.missing}</p>;
  const account = data.node;
  const hasCredentials = Object.keys(account.credentials ?? {}).length > 0;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Details>
        <Detail label={connectedAccountsText.user}>{account.userId}</Detail>
        <Detail label={connectedAccountsText.toolkit}>
          <code>{account.toolkitSlug}</code>
        </Detail>
        <Detail label={connectedAccountsText.status}>
          <AccountStatus account={account} />
        </Detail>
        <Detail label={connectedAccountsText.alias}>
          {account.alias ?? <span className="text-muted">{uiText.none}</span>}
        </Detail>
        <Detail label={connectedAccountsText.expires}>
          <Time at={account.expiresAt} />
        </Detail>
        <Detail label={connectedAccountsText.created}>
          <Time at={account.createdAt} />
        </Detail>
        <Detail label={connectedAccountsText.changed}>
          <Time at={account.updatedAt} />
        </Detail>
        <Detail label={connectedAccountsText.id}>
          <code className="break-all">{account.id}</code>
        </Detail>
      </Details>
      <section className="grid grid-cols-[minmax(0,1fr)] gap-2">
        <h3 className="font-medium">{connectedAccountsText.credentials}</h3>
        {hasCredentials ? (
          <CodeBlock text={JSON.stringify(account.credentials, null, 2)} />
        ) : (
          <p className="text-muted">{connectedAccountsText.noCredentials}</p>
        )}
      </section>
    </div>
  );
}
