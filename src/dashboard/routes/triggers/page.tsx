import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useCallback, useState } from 'react';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useQuietSubmit } from '../../graphql/use-quiet-submit.ts';
import { usePermissions } from '../../graphql/use-viewer.ts';
import { useProjectRef } from '../../lib/use-project-ref.ts';
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
import { EditConfigForm } from './edit-config-form.tsx';
import {
  TriggersPageDocument,
  type TriggersRowFragment,
  TriggersSetEnabledDocument,
} from './generated/operations.ts';
import { RemoveTrigger } from './remove-trigger.tsx';
import { triggersText } from './text.ts';

type Trigger = TriggersRowFragment;

const route = getRouteApi('/projects/$projectId/triggers');

export function TriggersPage(): ReactNode {
  const search = route.useSearch();
  const { q = '', state } = search;
  const navigate = route.useNavigate();
  const { has, reason } = usePermissions();
  const mayWrite = reason({ scope: 'triggers:write' });
  const mayEdit = mayWrite ?? reason({ scope: 'connected_accounts:read' });
  const [edited, setEdited] = useState<Trigger | null>(null);
  const [removed, setRemoved] = useState<Trigger | null>(null);
  const { data, error, reload } = useLiveQuery({
    query: TriggersPageDocument,
    variables: {
      ...useProjectRef(),
      search: q,
      enabled: state && state === 'enabled',
      withAccounts: has('connected_accounts:read'),
      ...pageVariables(search),
    },
  });
  const find = useCallback(
    (text: string) =>
      navigate({ search: (now) => ({ state: now.state, q: text || undefined }), replace: true }),
    [navigate],
  );
  return (
    <ListPage
      title={triggersText.title}
      description={triggersText.description}
      caption={triggersText.caption}
      empty={triggersText.empty}
      filters={
        <>
          <SearchField label={triggersText.search} value={q} onChange={find} />
          <FilterSelect
            label={uiText.state}
            all={uiText.anyState}
            options={triggersText.states}
            value={state}
            onChange={(next) => navigate({ search: { q: q || undefined, state: next }, replace: true })}
          />
        </>
      }
      isFiltered={q !== '' || state !== undefined}
      onClear={() => navigate({ search: {}, replace: true })}
      list={data?.project.triggers}
      error={error}
      onRetry={reload}
      onMove={(cursor) => navigate({ search: { q: q || undefined, state, ...cursor } })}
      columns={COLUMNS}
      actions={(row) => (
        <Menu label={uiText.actionsFor(row.slug)}>
          <MenuItem onSelect={() => setEdited(row)} reason={mayEdit}>
            {triggersText.editConfig}
          </MenuItem>
          <MenuItem onSelect={() => setRemoved(row)} reason={mayWrite} isDangerous>
            {uiText.delete}
          </MenuItem>
        </Menu>
      )}
    >
      <Dialog
        title={triggersText.editTitle}
        description={triggersText.editHint(edited?.slug ?? '')}
        isOpen={edited !== null}
        onClose={() => setEdited(null)}
      >
        {edited && <EditConfigForm trigger={edited} onClose={() => setEdited(null)} />}
      </Dialog>
      <RemoveTrigger trigger={removed} onClose={() => setRemoved(null)} />
    </ListPage>
  );
}

const COLUMNS: readonly Column<Trigger>[] = [
  { id: 'kind', label: triggersText.kind, cell: ({ slug }) => <code className="font-medium">{slug}</code> },
  { id: 'user', label: triggersText.user, from: 'sm', cell: ({ userId }) => userId },
  {
    id: 'account',
    label: triggersText.account,
    from: 'md',
    cell: ({ connectedAccount }) =>
      connectedAccount ? (
        <span className="flex flex-wrap items-center gap-x-2">
          {connectedAccount.toolkitSlug}
          {connectedAccount.alias && <span className="text-muted">{connectedAccount.alias}</span>}
        </span>
      ) : (
        <span className="text-muted">{triggersText.accountHidden}</span>
      ),
  },
  {
    id: 'changed',
    label: triggersText.changed,
    from: 'md',
    cell: ({ updatedAt }) => <Time at={updatedAt} />,
  },
  { id: 'enabled', label: triggersText.enabled, cell: (trigger) => <Enabled trigger={trigger} /> },
];

function Enabled({ trigger: { id, slug, userId, enabled } }: { readonly trigger: Trigger }) {
  const reason = usePermissions().reason({ scope: 'triggers:write' });
  const { submit } = useQuietSubmit(TriggersSetEnabledDocument);
  return (
    <Switch
      label={triggersText.enable(slug, userId)}
      checked={enabled}
      reason={reason}
      onChange={(isOn) => submit({ input: { id, enabled: isOn } })}
    />
  );
}
