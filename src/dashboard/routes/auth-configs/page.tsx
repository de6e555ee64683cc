import { getRouteApi, Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useQuietSubmit } from '../../graphql/use-quiet-submit.ts';
import { usePermissions } from '../../graphql/use-viewer.ts';
import { formatNumber } from '../../lib/format.ts';
import { useProjectRef } from '../../lib/use-project-ref.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Switch } from '../../ui/controls/switch.tsx';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import { FilterSelect } from '../../ui/lists/filter-select.tsx';
import { ListPage } from '../../ui/lists/list-page.tsx';
import { pageVariables } from '../../ui/lists/pagination.tsx';
import { SearchField } from '../../ui/lists/search-field.tsx';
import type { Column } from '../../ui/lists/table.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { uiText } from '../../ui/text.ts';
import { Time } from '../../ui/time.tsx';
import { CreateAuthConfigForm, EditAuthConfigForm } from './auth-config-form.tsx';
import {
  AuthConfigsPageDocument,
  type AuthConfigsRowFragment,
  AuthConfigsSetStatusDocument,
} from './generated/operations.ts';
import { RemoveAuthConfig } from './remove-auth-config.tsx';
import { authConfigsText } from './text.ts';

type AuthConfig = AuthConfigsRowFragment;

const route = getRouteApi('/projects/$projectId/auth-configs');

export function AuthConfigsPage(): ReactNode {
  const search = route.useSearch();
  const { q = '', status, create = false } = search;
  const navigate = route.useNavigate();
  const reason = usePermissions().reason({ scope: 'auth_configs:write' });
  const [edited, setEdited] = useState<AuthConfig | null>(null);
  const [removed, setRemoved] = useState<AuthConfig | null>(null);
  const { data, error, reload } = useLiveQuery({
    query: AuthConfigsPageDocument,
    variables: {
      ...useProjectRef(),
      search: q,
      statuses: status && [status],
      ...pageVariables(search),
    },
  });
  const find = useCallback(
    (text: string) =>
      navigate({ search: (now) => ({ status: now.status, q: text || undefined }), replace: true }),
    [navigate],
  );
  const setCreate = (isOpen: boolean) =>
    navigate({ search: (now) => ({ ...now, create: isOpen || undefined }), replace: true });
  return (
    <ListPage
      title={authConfigsText.title}
      description={authConfigsText.description}
      caption={authConfigsText.caption}
      empty={authConfigsText.empty}
      create={
        <Button variant="primary" reason={reason} onClick={() => setCreate(true)}>
          <Plus size={16} aria-hidden /> {authConfigsText.create}
        </Button>
      }
      filters={
        <>
          <SearchField label={authConfigsText.search} value={q} onChange={find} />
          <FilterSelect
            label={uiText.state}
            all={uiText.anyState}
            options={authConfigsText.statuses}
            value={status}
            onChange={(next) => navigate({ search: { q: q || undefined, status: next }, replace: true })}
          />
        </>
      }
      isFiltered={q !== '' || status !== undefined}
      onClear={() => navigate({ search: {}, replace: true })}
      list={data?.project.authConfigs}
      error={error}
      onRetry={reload}
      onMove={(cursor) => navigate({ search: { q: q || undefined, status, ...cursor } })}
      columns={COLUMNS}
      actions={(row) => (
        <Menu label={uiText.actionsFor(row.name)}>
          <MenuItem onSelect={() => setEdited(row)} reason={reason}>
            {uiText.edit}
          </MenuItem>
          <MenuItem onSelect={() => setRemoved(row)} reason={reason} isDangerous>
            {uiText.delete}
          </MenuItem>
        </Menu>
      )}
    >
      <Dialog
        title={authConfigsText.createTitle}
        description={authConfigsText.createHint}
        isOpen={create}
        onClose={() => setCreate(false)}
      >
        <CreateAuthConfigForm onClose={() => setCreate(false)} />
      </Dialog>
      <Dialog title={authConfigsText.editTitle} isOpen={edited !== null} onClose={() => setEdited(null)}>
        {edited && <EditAuthConfigForm authConfig={edited} onClose={() => setEdited(null)} />}
      </Dialog>
      <RemoveAuthConfig authConfig={removed} onClose={() => setRemoved(null)} />
    </ListPage>
  );
}

const COLUMNS: readonly Column<AuthConfig>[] = [
  {
    id: 'name',
    label: authConfigsText.name,
    cell: ({ name, isManaged }) => (
      <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className="font-medium">{name}</span>
        {isManaged && <Badge>{authConfigsText.managed}</Badge>}
      </span>
    ),
  },
  { id: 'toolkit', label: authConfigsText.toolkit, cell: ({ toolkitSlug }) => <code>{toolkitSlug}</code> },
  {
    id: 'scheme',
    label: authConfigsText.scheme,
    from: 'md',
    cell: ({ authScheme }) => authConfigsText.schemes[authScheme],
  },
  {
    id: 'accounts',
    label: authConfigsText.accounts,
    align: 'right',
    from: 'sm',
    cell: (authConfig) => <Accounts authConfig={authConfig} />,
  },
  {
    id: 'changed',
    label: authConfigsText.changed,
    from: 'lg',
    cell: ({ updatedAt }) => <Time at={updatedAt} />,
  },
  {
    id: 'enabled',
    label: authConfigsText.enabled,
    cell: (authConfig) => <Enabled authConfig={authConfig} />,
  },
];

function Accounts({ authConfig: { id, name, connectedAccountCount } }: { readonly authConfig: AuthConfig }) {
  const { projectId } = route.useParams();
  if (connectedAccountCount === 0) return formatNumber(0);
  return (
    <Link
      to="/projects/$projectId/connected-accounts"
      params={{ projectId }}
      search={{ authConfig: id }}
      aria-label={`${formatNumber(connectedAccountCount)} ${authConfigsText.accountsOf(name)}`}
      className="link"
    >
      {formatNumber(connectedAccountCount)}
    </Link>
  );
}

function Enabled({ authConfig: { id, name, status } }: { readonly authConfig: AuthConfig }) {
  const reason = usePermissions().reason({ scope: 'auth_configs:write' });
  const { submit } = useQuietSubmit(AuthConfigsSetStatusDocument);
  return (
    <Switch
      label={authConfigsText.enable(name)}
      checked={status === 'ENABLED'}
      reason={reason}
      onChange={(isOn) => submit({ input: { id, status: isOn ? 'ENABLED' : 'DISABLED' } })}
    />
  );
}
