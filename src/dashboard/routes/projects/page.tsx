import { getRouteApi, Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { usePermissions } from '../../graphql/use-viewer.ts';
import { formatNumber } from '../../lib/format.ts';
import { projectSegment } from '../../lib/project-ref.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState, NoMatch } from '../../ui/empty-state.tsx';
import { ErrorCard } from '../../ui/error-card.tsx';
import { Page } from '../../ui/page.tsx';
import { Pagination, pageVariables } from '../../ui/pagination.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { CreateProject } from './create-project.tsx';
import { type ProjectRowFragment, ProjectsPageDocument } from './generated/operations.ts';
import { projectsText } from './text.ts';

const route = getRouteApi('/projects');

const ORDERS = {
  name: { field: 'NAME', direction: 'ASC' },
  '-name': { field: 'NAME', direction: 'DESC' },
  created: { field: 'CREATED_AT', direction: 'ASC' },
  '-created': { field: 'CREATED_AT', direction: 'DESC' },
} as const;

type Sort = keyof typeof ORDERS;

export function ProjectsPage(): ReactNode {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { has, reason } = usePermissions();
  const { q = '', sort = '-created', create = false } = search;
  const { data, error, reload } = useLiveQuery({
    query: ProjectsPageDocument,
    variables: { search: q, order: ORDERS[sort], withKeys: has('config:read'), ...pageVariables(search) },
  });
  const find = useCallback(
    (text: string) => navigate({ search: ({ sort }) => ({ sort, q: text || undefined }), replace: true }),
    [navigate],
  );
  const projects = data?.organization.projects;
  const setCreate = (isOpen: boolean) =>
    navigate({ search: (current) => ({ ...current, create: isOpen || undefined }), replace: true });
  return (
    <Page
      title={projectsText.title}
      description={projectsText.description}
      actions={
        <Button
          variant="primary"
          reason={reason({ scope: 'projects:write', organizationKey: true })}
          onClick={() => setCreate(true)}
        >
          <Plus size={16} aria-hidden /> {projectsText.create}
        </Button>
      }
    >
      <SearchField label={projectsText.search} value={q} onChange={find} />
      {error && <ErrorCard error={error} onRetry={reload} />}
      {!projects && !error && <Skeleton />}
      {projects && projects.nodes.length === 0 && q !== '' && <NoMatch onClear={() => find('')} />}
      {projects && projects.nodes.length === 0 && q === '' && (
        <EmptyState title={projectsText.emptyTitle}>{projectsText.description}</EmptyState>
      )}
      {projects && projects.nodes.length > 0 && (
        <>
          <Table
            caption={projectsText.caption}
            columns={columnsOf(sort, (next) =>
              navigate({ search: ({ q }) => ({ q, sort: next }), replace: true }),
            )}
            rows={projects.nodes}
            keyOf={({ id }) => id}
          />
          <Pagination
            info={projects.pageInfo}
            totalCount={projects.totalCount}
            onMove={(cursor) => navigate({ search: ({ q, sort }) => ({ q, sort, ...cursor }) })}
          />
        </>
      )}
      <CreateProject isOpen={create} onClose={() => setCreate(false)} />
    </Page>
  );
}

function columnsOf(sort: Sort, onSort: (sort: Sort) => void): readonly Column<ProjectRowFragment>[] {
  const sortable = (name: 'name' | 'created') => ({
    sorted:
      sort === name ? ('ascending' as const) : sort === `-${name}` ? ('descending' as const) : undefined,
    onSort: () => onSort(sort === name ? `-${name}` : name),
  });
  return [
    {
      id: 'name',
      label: projectsText.name,
      cell: (project) => <Name project={project} />,
      ...sortable('name'),
    },
    {
      id: 'keys',
      label: projectsText.keys,
      align: 'right',
      from: 'sm',
      cell: ({ apiKeys }) => (apiKeys ? formatNumber(apiKeys.length) : '—'),
    },
    {
      id: 'used',
      label: projectsText.lastUsed,
      from: 'sm',
      cell: ({ apiKeys }) => <LastUsed keys={apiKeys} />,
    },
    {
      id: 'created',
      label: projectsText.created,
      cell: ({ createdAt }) => <Time at={createdAt} />,
      ...sortable('created'),
    },
  ];
}

function Name({ project }: { readonly project: ProjectRowFragment }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      <Link
        to="/projects/$projectId/api-keys"
        params={{ projectId: projectSegment(project) }}
        className="rounded-sm font-medium hover:text-accent hover:underline"
      >
        {project.name}
      </Link>
      <code className="text-muted">{project.slug}</code>
      {project.isDefault && <Badge tone="accent">{projectsText.default}</Badge>}
    </span>
  );
}

/** The newest use of any key of a project. */
function LastUsed({ keys }: { readonly keys: ProjectRowFragment['apiKeys'] | undefined }) {
  if (!keys) return '—';
  const newest = keys.flatMap(({ lastUsedAt }) => lastUsedAt ?? []).toSorted();
  return <Time at={newest.at(-1) ?? null} />;
}
