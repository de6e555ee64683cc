import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { usePermissions } from '../../graphql/use-viewer.ts';
import { formatNumber } from '../../lib/format.ts';
import { useProjectRef } from '../../lib/use-project-ref.ts';
import { Badge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorCard } from '../../ui/error-card.tsx';
import { Detail, Details } from '../../ui/lists/details.tsx';
import { Pagination, pageVariables } from '../../ui/lists/pagination.tsx';
import { type Column, Table } from '../../ui/lists/table.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Time } from '../../ui/time.tsx';
import { CloseSession } from './close-session.tsx';
import {
  type SessionsCallFragment,
  SessionsDetailDocument,
  type SessionsDetailQuery,
} from './generated/operations.ts';
import { SessionStatus } from './session-status.tsx';
import { sessionsText } from './text.ts';

const route = getRouteApi('/projects/$projectId/sessions/$sessionId');

type Calls = NonNullable<SessionsDetailQuery['project']['toolCallLogs']>;

export function SessionPage(): ReactNode {
  const { sessionId } = route.useParams();
  const search = route.useSearch();
  const mayReadCalls = usePermissions().has('tool_calls:read');
  const { data, error, reload } = useLiveQuery({
    query: SessionsDetailDocument,
    variables: { ...useProjectRef(), sessionId, withCalls: mayReadCalls, ...pageVariables(search) },
  });
  if (error || !data)
    return (
      <Page title={sessionsText.title} back={<BackLink />}>
        {error ? <ErrorCard error={error} onRetry={reload} /> : <Skeleton />}
      </Page>
    );
  const { session, toolCallLogs: calls } = data.project;
  if (!session)
    return (
      <Page title={sessionsText.missingTitle} description={sessionsText.missing} back={<BackLink />}>
        {null}
      </Page>
    );
  return (
    <Page
      title={sessionsText.detailTitle(session.userId)}
      back={<BackLink />}
      actions={<CloseSession session={session} />}
    >
      <Details>
        <Detail label={sessionsText.status}>
          <SessionStatus status={session.status} />
        </Detail>
        <Detail label={sessionsText.toolkits}>
          <code>{session.toolkitSlugs.join(', ')}</code>
        </Detail>
        <Detail label={sessionsText.calls}>{formatNumber(session.toolCallCount)}</Detail>
        <Detail label={sessionsText.created}>
          <Time at={session.createdAt} />
        </Detail>
        <Detail label={sessionsText.ended}>
          <Time at={session.closedAt} absent={sessionsText.notEnded} />
        </Detail>
        <Detail label={sessionsText.id}>
          <code className="break-all">{session.id}</code>
        </Detail>
      </Details>
      <section className="grid gap-3" aria-labelledby="calls">
        <h2 id="calls" className="text-base font-semibold">
          {sessionsText.calls}
        </h2>
        {calls ? <CallList calls={calls} /> : <p className="text-muted">{sessionsText.needsCalls}</p>}
      </section>
    </Page>
  );
}

function CallList({ calls }: { readonly calls: Calls }) {
  const navigate = route.useNavigate();
  if (calls.nodes.length === 0)
    return <EmptyState title={sessionsText.noCallsTitle}>{sessionsText.noCalls}</EmptyState>;
  return (
    <>
      <Table
        caption={sessionsText.callsCaption}
        columns={COLUMNS}
        rows={calls.nodes}
        keyOf={({ id }) => id}
      />
      <Pagination
        info={calls.pageInfo}
        totalCount={calls.totalCount}
        onMove={(cursor) => navigate({ search: cursor })}
      />
    </>
  );
}

const COLUMNS: readonly Column<SessionsCallFragment>[] = [
  { id: 'tool', label: sessionsText.tool, cell: ({ toolSlug }) => <code>{toolSlug}</code> },
  {
    id: 'status',
    label: sessionsText.status,
    cell: ({ status, errorCode }) => (
      <span className="flex flex-wrap items-center gap-x-2">
        <Badge tone={status === 'SUCCESS' ? 'success' : 'danger'}>{sessionsText.callStatuses[status]}</Badge>
        {errorCode && <code className="text-muted">{errorCode}</code>}
      </span>
    ),
  },
  { id: 'toolkit', label: sessionsText.toolkit, from: 'md', cell: ({ toolkitSlug }) => toolkitSlug },
  {
    id: 'duration',
    label: sessionsText.duration,
    align: 'right',
    from: 'sm',
    cell: ({ durationMs }) => sessionsText.milliseconds(formatNumber(durationMs)),
  },
  { id: 'called', label: sessionsText.called, from: 'sm', cell: ({ calledAt }) => <Time at={calledAt} /> },
];

function BackLink() {
  const { projectId } = route.useParams();
  return (
    <Link
      to="/projects/$projectId/sessions"
      params={{ projectId }}
      className="mb-1 inline-flex min-h-6 items-center gap-1.5 justify-self-start rounded-sm text-muted hover:text-ink"
    >
      <ArrowLeft size={15} aria-hidden /> {sessionsText.back}
    </Link>
  );
}
