import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useCallback } from 'react';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { formatNumber } from '../../lib/format.ts';
import { useProjectRef } from '../../lib/use-project-ref.ts';
import { FilterSelect } from '../../ui/lists/filter-select.tsx';
import { ListPage } from '../../ui/lists/list-page.tsx';
import { pageVariables } from '../../ui/lists/pagination.tsx';
import { SearchField } from '../../ui/lists/search-field.tsx';
import type { Column } from '../../ui/lists/table.tsx';
import { uiText } from '../../ui/text.ts';
import { Time } from '../../ui/time.tsx';
import { CloseSession } from './close-session.tsx';
import { SessionsPageDocument, type SessionsRowFragment } from './generated/operations.ts';
import { SessionStatus } from './session-status.tsx';
import { sessionsText } from './text.ts';

type Session = SessionsRowFragment;

const route = getRouteApi('/projects/$projectId/sessions');

export function SessionsPage(): ReactNode {
  const search = route.useSearch();
  const { user = '', status } = search;
  const navigate = route.useNavigate();
  const { data, error, reload } = useLiveQuery({
    query: SessionsPageDocument,
    variables: {
      ...useProjectRef(),
      userIds: user === '' ? null : [user],
      statuses: status && [status],
      ...pageVariables(search),
    },
  });
  const find = useCallback(
    (text: string) =>
      navigate({ search: (now) => ({ status: now.status, user: text || undefined }), replace: true }),
    [navigate],
  );
  const filters = { user: user || undefined, status };
  return (
    <ListPage
      title={sessionsText.title}
      description={sessionsText.description}
      caption={sessionsText.caption}
      empty={sessionsText.empty}
      filters={
        <>
          <SearchField label={sessionsText.search} value={user} onChange={find} />
          <FilterSelect
            label={sessionsText.status}
            all={uiText.anyState}
            options={sessionsText.statuses}
            value={status}
            onChange={(next) => navigate({ search: { ...filters, status: next }, replace: true })}
          />
        </>
      }
      isFiltered={user !== '' || status !== undefined}
      onClear={() => navigate({ search: {}, replace: true })}
      list={data?.project.sessions}
      error={error}
      onRetry={reload}
      onMove={(cursor) => navigate({ search: { ...filters, ...cursor } })}
      columns={COLUMNS}
      actions={(session) => <CloseSession session={session} size="small" />}
    />
  );
}

const COLUMNS: readonly Column<Session>[] = [
  { id: 'user', label: sessionsText.user, cell: (session) => <User session={session} /> },
  {
    id: 'toolkits',
    label: sessionsText.toolkits,
    from: 'md',
    cell: ({ toolkitSlugs }) => <code className="text-muted">{toolkitSlugs.join(', ')}</code>,
  },
  { id: 'status', label: sessionsText.status, cell: ({ status }) => <SessionStatus status={status} /> },
  {
    id: 'calls',
    label: sessionsText.calls,
    align: 'right',
    from: 'sm',
    cell: ({ toolCallCount }) => formatNumber(toolCallCount),
  },
  {
    id: 'created',
    label: sessionsText.created,
    from: 'md',
    cell: ({ createdAt }) => <Time at={createdAt} />,
  },
];

function User({ session: { id, userId } }: { readonly session: Session }) {
  const { projectId } = route.useParams();
  return (
    <Link
      to="/projects/$projectId/sessions/$sessionId"
      params={{ projectId, sessionId: id }}
      className="rounded-sm font-medium break-all hover:text-accent hover:underline"
    >
      {userId}
    </Link>
  );
}
