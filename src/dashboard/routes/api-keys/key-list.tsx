import { useState } from 'react';
import { formatNumber } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import { Badge } from '../../ui/badge.tsx';
import { NoMatch } from '../../ui/empty-state.tsx';
import { type Column, Table } from '../../ui/lists/table.tsx';
import { Time } from '../../ui/time.tsx';
import { FILTERS, isExpired, isExpiring, type KeyFilter } from './filter.ts';
import type { ApiKeyRowFragment } from './generated/operations.ts';
import { KeyActions } from './key-actions.tsx';
import { KeyDetails } from './key-details.tsx';
import { type ChosenKey, KeyDialogs } from './key-dialogs.tsx';
import { apiKeysText } from './text.ts';

type KeySearch = { readonly show?: KeyFilter | undefined; readonly key?: string | undefined };

type KeyListProps = {
  /** Those that the filter of the address leaves. */
  readonly keys: readonly ApiKeyRowFragment[];
  /** The part of the address that concerns the list. */
  readonly search: KeySearch;
  readonly onSearch: (search: KeySearch) => void;
};

/** The keys of a project or of the organization, with their actions. */
export function KeyList({ keys, search, onSearch }: KeyListProps) {
  const now = useNow();
  const [chosen, setChosen] = useState<ChosenKey | null>(null);
  const open = (key: string | undefined) => onSearch({ ...search, key });
  const filter = (value: string) => onSearch({ show: FILTERS.find((name) => name === value) });
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <label className="flex items-center gap-2 text-muted">
          {apiKeysText.filter}
          <select
            className="control w-auto"
            value={search.show ?? 'all'}
            onChange={({ target }) => filter(target.value)}
          >
            {(['all', ...FILTERS] as const).map((name) => (
              <option key={name} value={name}>
                {apiKeysText.filters[name]}
              </option>
            ))}
          </select>
        </label>
        <p aria-live="polite" className="text-[0.8125rem] text-muted">
          {apiKeysText.countOf(keys.length, formatNumber(keys.length))}
        </p>
      </div>
      {keys.length === 0 ? (
        <NoMatch onClear={() => onSearch({})} />
      ) : (
        <Table
          caption={apiKeysText.caption}
          columns={columnsOf(now, open)}
          rows={keys}
          keyOf={({ id }) => id}
          actions={(apiKey) => (
            <KeyActions
              apiKey={apiKey}
              onDetails={() => open(apiKey.id)}
              onAction={(action) => setChosen({ apiKey, action, isOpen: true })}
            />
          )}
        />
      )}
      {chosen && (
        <KeyDialogs
          key={chosen.apiKey.id}
          chosen={chosen}
          onClose={() => setChosen({ ...chosen, isOpen: false })}
        />
      )}
      <KeyDetails apiKey={keys.find(({ id }) => id === search.key) ?? null} onClose={() => open(undefined)} />
    </>
  );
}

const columnsOf = (now: number, open: (id: string) => void): readonly Column<ApiKeyRowFragment>[] => [
  {
    id: 'name',
    label: apiKeysText.name,
    cell: (apiKey) => (
      <span className="flex flex-wrap items-center gap-2">
        <button
          type="button"
          className="min-h-6 rounded-sm text-left font-medium hover:text-accent hover:underline"
          onClick={() => open(apiKey.id)}
        >
          {apiKey.name}
        </button>
        <State apiKey={apiKey} now={now} />
      </span>
    ),
  },
  { id: 'secret', label: apiKeysText.secret, from: 'sm', cell: (apiKey) => <Secrets apiKey={apiKey} /> },
  {
    id: 'scopes',
    label: apiKeysText.scopes,
    from: 'lg',
    cell: ({ scopes }) =>
      scopes === null ? (
        <span className="text-muted">{apiKeysText.allScopes}</span>
      ) : (
        <span title={scopes.join('\n')}>{apiKeysText.scopeCount(scopes.length)}</span>
      ),
  },
  { id: 'used', label: apiKeysText.lastUsed, cell: ({ lastUsedAt }) => <Time at={lastUsedAt} /> },
  {
    id: 'expires',
    label: apiKeysText.expires,
    from: 'md',
    cell: ({ expiresAt }) => <Time at={expiresAt} />,
  },
  {
    id: 'created',
    label: apiKeysText.created,
    from: 'lg',
    cell: ({ createdAt }) => <Time at={createdAt} />,
  },
];

function State({ apiKey, now }: { readonly apiKey: ApiKeyRowFragment; readonly now: number }) {
  if (!apiKey.enabled) return <Badge>{apiKeysText.disabled}</Badge>;
  if (isExpired(apiKey, now)) return <Badge tone="danger">{apiKeysText.expired}</Badge>;
  return isExpiring(apiKey, now) ? <Badge tone="warning">{apiKeysText.expiring}</Badge> : null;
}

/** The current secret, and below it former ones that are still accepted, with their last use. */
function Secrets({ apiKey }: { readonly apiKey: ApiKeyRowFragment }) {
  const former = apiKey.secrets.filter(({ expiresAt }) => expiresAt !== null);
  return (
    <span className="grid gap-0.5">
      <code className="text-muted">
        {apiKey.prefix}…{apiKey.last4}
      </code>
      {former.map(({ last4, createdAt, lastUsedAt }) => (
        <span key={createdAt} className="text-xs text-muted">
          {apiKeysText.former(last4)} · <Time at={lastUsedAt} />
        </span>
      ))}
    </span>
  );
}
