import { getRouteApi } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { usePermissions } from '../../graphql/use-viewer.ts';
import { useProjectRef } from '../../lib/use-project-ref.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import { ListPage } from '../../ui/lists/list-page.tsx';
import { pageVariables } from '../../ui/lists/pagination.tsx';
import { SearchField } from '../../ui/lists/search-field.tsx';
import type { Column } from '../../ui/lists/table.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { uiText } from '../../ui/text.ts';
import { Time } from '../../ui/time.tsx';
import { ConnectSnippets } from './connect-snippets.tsx';
import { ServersPageDocument, type ServersRowFragment } from './generated/operations.ts';
import { RemoveServer } from './remove-server.tsx';
import { CreateServerForm, EditServerForm } from './server-form.tsx';
import { serversText } from './text.ts';

type Server = ServersRowFragment;

/** What the page asks for, about which server. */
type Asked = { readonly what: 'connect' | 'edit' | 'remove'; readonly server: Server };

const route = getRouteApi('/projects/$projectId/servers');

export function ServersPage(): ReactNode {
  const search = route.useSearch();
  const { q = '', create = false } = search;
  const navigate = route.useNavigate();
  const { has, reason: reasonOf } = usePermissions();
  const reason = reasonOf({ scope: 'mcp:write' });
  const [asked, setAsked] = useState<Asked | null>(null);
  const { data, error, reload } = useLiveQuery({
    query: ServersPageDocument,
    variables: { ...useProjectRef(), search: q, withConfig: has('config:read'), ...pageVariables(search) },
  });
  const find = useCallback(
    (text: string) => navigate({ search: { q: text || undefined }, replace: true }),
    [navigate],
  );
  const setCreate = (isOpen: boolean) =>
    navigate({ search: (now) => ({ ...now, create: isOpen || undefined }), replace: true });
  const close = () => setAsked(null);
  const serverFor = (what: Asked['what']) => (asked?.what === what ? asked.server : null);
  const [connected, edited, removed] = [serverFor('connect'), serverFor('edit'), serverFor('remove')];
  return (
    <ListPage
      title={serversText.title}
      description={serversText.description}
      caption={serversText.caption}
      empty={serversText.empty}
      create={
        <Button variant="primary" reason={reason} onClick={() => setCreate(true)}>
          <Plus size={16} aria-hidden /> {serversText.create}
        </Button>
      }
      filters={
        <>
          <SearchField label={serversText.search} value={q} onChange={find} />
          {data?.project.config && <KeyHint isRequired={data.project.config.requireMcpApiKey} />}
        </>
      }
      isFiltered={q !== ''}
      onClear={() => find('')}
      list={data?.project.mcpServers}
      error={error}
      onRetry={reload}
      onMove={(cursor) => navigate({ search: { q: q || undefined, ...cursor } })}
      columns={COLUMNS}
      actions={(server) => (
        <>
          <Button
            size="small"
            aria-label={serversText.connectTo(server.name)}
            onClick={() => setAsked({ what: 'connect', server })}
          >
            {serversText.connect}
          </Button>
          <Menu label={uiText.actionsFor(server.name)}>
            <MenuItem onSelect={() => setAsked({ what: 'edit', server })} reason={reason}>
              {uiText.edit}
            </MenuItem>
            <MenuItem onSelect={() => setAsked({ what: 'remove', server })} reason={reason} isDangerous>
              {uiText.delete}
            </MenuItem>
          </Menu>
        </>
      )}
    >
      <Dialog
        title={serversText.createTitle}
        description={serversText.createHint}
        isOpen={create}
        onClose={() => setCreate(false)}
      >
        <CreateServerForm onClose={() => setCreate(false)} />
      </Dialog>
      <Dialog
        title={serversText.editTitle}
        description={serversText.editHint}
        isOpen={edited !== null}
        onClose={close}
      >
        {edited && <EditServerForm server={edited} onClose={close} />}
      </Dialog>
      <Dialog
        title={serversText.connectTitle(connected?.name ?? '')}
        description={serversText.connectHint}
        width="wide"
        isOpen={connected !== null}
        onClose={close}
      >
        {connected && <ConnectSnippets server={connected} />}
      </Dialog>
      <RemoveServer server={removed} onClose={close} />
    </ListPage>
  );
}

/** Whether clients need a key. */
function KeyHint({ isRequired }: { readonly isRequired: boolean }) {
  return (
    <p title={serversText.keySetting} className="min-w-64 flex-1 text-[0.8125rem] text-muted">
      {isRequired ? serversText.keyRequired : serversText.keyOptional}
    </p>
  );
}

const COLUMNS: readonly Column<Server>[] = [
  { id: 'name', label: serversText.name, cell: ({ name }) => <span className="font-medium">{name}</span> },
  {
    id: 'url',
    label: serversText.url,
    from: 'md',
    cell: ({ url }) => (
      <span className="flex items-center gap-2">
        <code className="max-w-72 truncate text-muted" title={url}>
          {new URL(url).pathname}
        </code>
        <CopyButton text={url} label={serversText.copyUrl} />
      </span>
    ),
  },
  {
    id: 'tools',
    label: serversText.tools,
    from: 'sm',
    cell: ({ allowedTools }) => serversText.toolCount(allowedTools.length),
  },
  { id: 'changed', label: serversText.changed, from: 'lg', cell: ({ updatedAt }) => <Time at={updatedAt} /> },
];
