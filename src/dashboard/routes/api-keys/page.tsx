import type { ReactNode } from 'react';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useProjectRef } from '../../lib/use-project-ref.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorCard } from '../../ui/error-card.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { type ApiKeyRowFragment, ApiKeysPageDocument } from './generated/operations.ts';
import { apiKeysText } from './text.ts';

export function ApiKeysPage(): ReactNode {
  const { data, error, reload } = useLiveQuery({ query: ApiKeysPageDocument, variables: useProjectRef() });
  const keys = data?.project.apiKeys;
  return (
    <Page title={apiKeysText.title} description={apiKeysText.description}>
      {error && <ErrorCard error={error} onRetry={reload} />}
      {!keys && !error && <Skeleton />}
      {keys && keys.length === 0 && (
        <EmptyState title={apiKeysText.emptyTitle}>{apiKeysText.emptyHint}</EmptyState>
      )}
      {keys && keys.length > 0 && (
        <Table caption={apiKeysText.caption} columns={COLUMNS} rows={keys} keyOf={({ id }) => id} />
      )}
    </Page>
  );
}

const COLUMNS: readonly Column<ApiKeyRowFragment>[] = [
  { id: 'name', label: apiKeysText.name, cell: ({ name }) => <span className="font-medium">{name}</span> },
  {
    id: 'secret',
    label: apiKeysText.secret,
    cell: ({ prefix, last4 }) => (
      <code className="text-muted">
        {prefix}…{last4}
      </code>
    ),
  },
  { id: 'used', label: apiKeysText.lastUsed, from: 'sm', cell: ({ lastUsedAt }) => <Time at={lastUsedAt} /> },
  { id: 'expires', label: apiKeysText.expires, from: 'md', cell: ({ expiresAt }) => <Time at={expiresAt} /> },
  { id: 'created', label: apiKeysText.created, from: 'md', cell: ({ createdAt }) => <Time at={createdAt} /> },
];
