import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useCallback, useState } from 'react';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { usePermissions } from '../../graphql/use-viewer.ts';
import { useProjectRef } from '../../lib/use-project-ref.ts';
import { Button } from '../../ui/button.tsx';
import { FilterSelect } from '../../ui/lists/filter-select.tsx';
import { ListPage } from '../../ui/lists/list-page.tsx';
import { pageVariables } from '../../ui/lists/pagination.tsx';
import { SearchField } from '../../ui/lists/search-field.tsx';
import type { Column } from '../../ui/lists/table.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { uiText } from '../../ui/text.ts';
import { Time } from '../../ui/time.tsx';
import { type AccountAction, AccountDialogs } from './account-dialogs.tsx';
import { AccountStatus } from './account-status.tsx';
import { DetailDialog } from './detail-dialog.tsx';
import { ConnectedAccountsPageDocument, type ConnectedAccountsRowFragment } from './generated/operations.ts';
import { connectedAccountsText } from './text.ts';

type Account = ConnectedAccountsRowFragment;

const route = getRouteApi('/projects/$projectId/connected-accounts');

export function ConnectedAccountsPage(): ReactNode {
  const search = route.useSearch();
  const { q = '', status, authConfig, account } = search;
  const navigate = route.useNavigate();
  const { has, reason: reasonOf } = usePermissions();
  const reason = reasonOf({ scope: 'connected_accounts:write' });
  const [asked, setAsked] = useState<{ readonly what: AccountAction; readonly account: Account } | null>(
    null,
  );
  const { data, error, reload } = useLiveQuery({
    query: ConnectedAccountsPageDocument,
    variables: {
      ...useProjectRef(),
      search: q,
      statuses: status && [status],
      authConfigIds: authConfig && [authConfig],
      withAuthConfigs: has('auth_configs:read'),
      ...pageVariables(search),
    },
  });
  const find = useCallback(
    (text: string) =>
      navigate({
        search: (now) => ({ status: now.status, authConfig: now.authConfig, q: text || undefined }),
        replace: true,
      }),
    [navigate],
  );
  const filters = { q: q || undefined, status, authConfig };
  const show = (id: string | undefined) =>
    navigate({ search: (now) => ({ ...now, account: id }), replace: true });
  return (
    <ListPage
      title={connectedAccountsText.title}
      description={connectedAccountsText.description}
      caption={connectedAccountsText.caption}
      empty={connectedAccountsText.empty}
      filters={
        <>
          <SearchField label={connectedAccountsText.search} value={q} onChange={find} />
          <FilterSelect
            label={connectedAccountsText.status}
            all={uiText.anyState}
            options={connectedAccountsText.statuses}
            value={status}
            onChange={(next) => navigate({ search: { ...filters, status: next }, replace: true })}
          />
          {authConfig && (
            <span className="flex items-center gap-2 text-muted">
              {connectedAccountsText.oneAuthConfig}
              <Button
                size="small"
                onClick={() => navigate({ search: { ...filters, authConfig: undefined }, replace: true })}
              >
                {connectedAccountsText.allAuthConfigs}
              </Button>
            </span>
          )}
        </>
      }
      isFiltered={q !== '' || status !== undefined || authConfig !== undefined}
      onClear={() => navigate({ search: {}, replace: true })}
      list={data?.project.connectedAccounts}
      error={error}
      onRetry={reload}
      onMove={(cursor) => navigate({ search: { ...filters, ...cursor } })}
      columns={COLUMNS}
      actions={(row) => (
        <Menu label={uiText.actionsFor(row.userId)}>
          <MenuItem onSelect={() => show(row.id)} reason={null}>
            {connectedAccountsText.view}
          </MenuItem>
          <Changes account={row} reason={reason} ask={(what) => setAsked({ what, account: row })} />
        </Menu>
      )}
    >
      <DetailDialog id={account ?? null} onClose={() => show(undefined)} />
      <AccountDialogs
        account={asked?.account ?? null}
        action={asked?.what ?? null}
        onClose={() => setAsked(null)}
      />
    </ListPage>
  );
}

type ChangesProps = {
  readonly account: Account;
  readonly reason: string | null;
  readonly ask: (what: AccountAction) => void;
};

function Changes({ account, reason, ask }: ChangesProps) {
  const reasonToChange = reason ?? (account.status === 'REVOKED' ? connectedAccountsText.isRevoked : null);
  return (
    <>
      <MenuItem onSelect={() => ask('edit')} reason={reasonToChange}>
        {uiText.edit}
      </MenuItem>
      <MenuItem onSelect={() => ask('status')} reason={reasonToChange}>
        {connectedAccountsText.setStatus}
      </MenuItem>
      <MenuItem onSelect={() => ask('revoke')} reason={reasonToChange}>
        {connectedAccountsText.revoke}
      </MenuItem>
      <MenuItem onSelect={() => ask('remove')} reason={reason} isDangerous>
        {uiText.delete}
      </MenuItem>
    </>
  );
}

const COLUMNS: readonly Column<Account>[] = [
  {
    id: 'user',
    label: connectedAccountsText.user,
    cell: ({ userId, alias }) => (
      <span className="flex flex-wrap items-center gap-x-2">
        <span className="font-medium break-all">{userId}</span>
        {alias && <span className="text-muted">{alias}</span>}
      </span>
    ),
  },
  {
    id: 'toolkit',
    label: connectedAccountsText.toolkit,
    from: 'sm',
    cell: ({ toolkitSlug }) => <code>{toolkitSlug}</code>,
  },
  {
    id: 'status',
    label: connectedAccountsText.status,
    cell: (account) => <AccountStatus account={account} />,
  },
  {
    id: 'authConfig',
    label: connectedAccountsText.authConfig,
    from: 'lg',
    cell: ({ authConfig }) =>
      authConfig ? authConfig.name : <span className="text-muted">{connectedAccountsText.hidden}</span>,
  },
  {
    id: 'expires',
    label: connectedAccountsText.expires,
    from: 'md',
    cell: ({ expiresAt }) => <Time at={expiresAt} />,
  },
  {
    id: 'created',
    label: connectedAccountsText.created,
    from: 'lg',
    cell: ({ createdAt }) => <Time at={createdAt} />,
  },
];
