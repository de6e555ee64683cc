import { getRouteApi, Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { usePermissions } from '../../graphql/use-viewer.ts';
import { formatNumber } from '../../lib/format.ts';
import { projectSegment } from '../../lib/project-ref.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { NoMatch } from '../../ui/empty-state.tsx';
import { ErrorCard } from '../../ui/error-card.tsx';
import { Pagination, pageVariables } from '../../ui/lists/pagination.tsx';
import { SearchField } from '../../ui/lists/search-field.tsx';
import { type Column, Table } from '../../ui/lists/table.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TAB, TABS } from '../../ui/tabs.ts';
import { Time } from '../../ui/time.tsx';
import { ArchivedProjects } from './archived.tsx';
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
  const { reason } = usePermissions();
  const { create = false, archived } = search;
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
      <nav aria-label={projectsText.tabs} className={TABS}>
        {[undefined, true].map((isArchived) => (
          <Link
            key={`${isArchived}`}
            to="/projects"
            search={{ archived: isArchived }}
            activeOptions={{ explicitUndefined: true }}
            className={TAB}
          >
            {isArchived ? projectsText.archived : projectsText.active}
          </Link>
        ))}
      </nav>
      {archived ? (
        <ArchivedProjects
          cursor={search}
          onMove={(cursor) => navigate({ search: { archived, ...cursor } })}
        />
      ) : (
        <ActiveProjects />
      )}
      <CreateProject isOpen={create} onClose={() => setCreate(false)} />
    </Page>
  );
}

function ActiveProjects() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { has } = usePermissions();
  const { q = '', sort = '-created' } = search;
  const { data, error, reload } = useLiveQuery({
    query: ProjectsPageDocument,
    variables: {
      search: q,
      order: ORDERS[sort],
      withKeys: has('config:read'),
      withUsage: has('usage:read'),
      ...pageVariables(search),
    },
  });
  const find = useCallback(
    (text: string) =>
      navigate({ search: (current) => ({ sort: current.sort, q: text || undefined }), replace: true }),
    [navigate],
  );
  const projects = data?.organization.projects;
  return (
    <>
      <SearchField label={projectsText.search} value={q} onChange={find} />
      {error && <ErrorCard error={error} onRetry={reload} />}
      {!projects && !error && <Skeleton />}
      {projects && projects.nodes.length === 0 && <NoMatch onClear={() => find('')} />}
      {projects && projects.nodes.length > 0 && (
        <>
          <Table
            caption={projectsText.caption}
            columns={columnsOf(sort, (next) =>
              navigate({ search: { q: q || undefined, sort: next }, replace: true }),
            )}
            rows={projects.nodes}
            keyOf={({ id }) => id}
          />
          <Pagination
            info={projects.pageInfo}
            totalCount={projects.totalCount}
            onMove={(cursor) => navigate({ search: { q: q || undefined, sort, ...cursor } })}
          />
        </>
      )}
    </>
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
      cell: ({ usage }) => (usage ? <Time at={usage.lastUsedAt} /> : '—'),
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
      {project.environment === 'TEST' && <Badge tone="warning">{projectsText.environments.TEST}</Badge>}
      {project.isDefault && <Badge tone="accent">{projectsText.default}</Badge>}
    </span>
  );
}
