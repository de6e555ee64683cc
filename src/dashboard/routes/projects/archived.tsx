import { useState } from 'react';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { usePermissions } from '../../graphql/use-viewer.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorCard } from '../../ui/error-card.tsx';
import { type Cursor, Pagination, pageVariables } from '../../ui/lists/pagination.tsx';
import { type Column, Table } from '../../ui/lists/table.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Time } from '../../ui/time.tsx';
import { type ArchivedProjectRowFragment, ProjectsArchivedPageDocument } from './generated/operations.ts';
import { PurgeProject } from './purge-project.tsx';
import { RestoreProject } from './restore-project.tsx';
import { archivedText } from './text.ts';

type ArchivedProjectsProps = { readonly cursor: Cursor; readonly onMove: (cursor: Cursor) => void };

/** Projects that were archived and can still be restored. */
export function ArchivedProjects({ cursor, onMove }: ArchivedProjectsProps) {
  const { data, error, reload } = useLiveQuery({
    query: ProjectsArchivedPageDocument,
    variables: pageVariables(cursor),
  });
  const projects = data?.organization.archivedProjects;
  if (error) return <ErrorCard error={error} onRetry={reload} />;
  if (!projects) return <Skeleton />;
  if (projects.nodes.length === 0)
    return <EmptyState title={archivedText.emptyTitle}>{archivedText.emptyHint}</EmptyState>;
  return (
    <>
      <Table
        caption={archivedText.caption}
        columns={COLUMNS}
        rows={projects.nodes}
        keyOf={({ id }) => id}
        actions={(project) => <Actions project={project} />}
      />
      <Pagination info={projects.pageInfo} onMove={onMove} />
    </>
  );
}

const COLUMNS: readonly Column<ArchivedProjectRowFragment>[] = [
  {
    id: 'name',
    label: archivedText.name,
    cell: ({ name, slug }) => (
      <span className="flex flex-wrap items-center gap-x-2.5">
        <span className="font-medium">{name}</span>
        <code className="text-muted">{slug}</code>
      </span>
    ),
  },
  {
    id: 'by',
    label: archivedText.by,
    from: 'lg',
    cell: ({ archivedBy }) => archivedBy.apiKeyName ?? archivedBy.apiKeyId ?? archivedText.system,
  },
  {
    id: 'archived',
    label: archivedText.archivedAt,
    from: 'md',
    cell: ({ archivedAt }) => <Time at={archivedAt} />,
  },
  { id: 'purge', label: archivedText.purgeAt, from: 'sm', cell: ({ purgeAt }) => <Time at={purgeAt} /> },
];

function Actions({ project }: { readonly project: ArchivedProjectRowFragment }) {
  const [opened, setOpened] = useState<'restore' | 'purge' | null>(null);
  const { reason } = usePermissions();
  const dialog = { project, onClose: () => setOpened(null) };
  return (
    <>
      <Button
        size="small"
        reason={reason({ scope: 'projects:write', organizationKey: true })}
        aria-label={archivedText.restoreNamed(project.name)}
        onClick={() => setOpened('restore')}
      >
        {archivedText.restore}
      </Button>
      <Button
        size="small"
        variant="quiet"
        reason={reason({ scope: 'projects:purge', organizationKey: true })}
        aria-label={archivedText.purgeNamed(project.name)}
        onClick={() => setOpened('purge')}
      >
        {archivedText.purge}
      </Button>
      <RestoreProject {...dialog} isOpen={opened === 'restore'} />
      <PurgeProject {...dialog} isOpen={opened === 'purge'} />
    </>
  );
}
