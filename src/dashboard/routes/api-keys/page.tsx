import { getRouteApi } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { usePermissions } from '../../graphql/use-viewer.ts';
import { curlCommand } from '../../lib/curl.ts';
import { useProjectRef } from '../../lib/use-project-ref.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorCard } from '../../ui/error-card.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CreateKey } from './create-key.tsx';
import { useFilterArguments } from './filter.ts';
import { ApiKeysPageDocument } from './generated/operations.ts';
import { KeyList } from './key-list.tsx';
import { RegenerateKeys } from './regenerate-keys.tsx';
import { apiKeysText } from './text.ts';

const route = getRouteApi('/projects/$projectId/api-keys');

/** The command that issues a first key. */
const exampleFor = (projectId: string) =>
  curlCommand(
    {
      text: `mutation { createApiKey(input: { name: "ci", projectId: "${projectId}" }) { issuedKey { secret } } }`,
      variables: {},
      projectId: null,
    },
    'x-org-api-key',
  );

export function ApiKeysPage(): ReactNode {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, reload } = useLiveQuery({
    query: ApiKeysPageDocument,
    variables: { ...useProjectRef(), ...useFilterArguments(search.show) },
  });
  const [opened, setOpened] = useState<'create' | 'regenerate' | null>(null);
  const { reason } = usePermissions();
  const denied = reason({ scope: 'api_keys:write', organizationKey: true });
  const project = data?.project;
  const isNew = project?.apiKeys.length === 0 && search.show === undefined;
  const create = (
    <Button variant="primary" reason={denied} onClick={() => setOpened('create')}>
      <Plus size={16} aria-hidden /> {apiKeysText.create}
    </Button>
  );
  return (
    <Page
      title={apiKeysText.title}
      description={apiKeysText.description}
      actions={
        <>
          {project && !isNew && (
            <Button reason={denied} onClick={() => setOpened('regenerate')}>
              {apiKeysText.regenerate}
            </Button>
          )}
          {!isNew && create}
        </>
      }
    >
      {error && <ErrorCard error={error} onRetry={reload} />}
      {!project && !error && <Skeleton />}
      {project && isNew && (
        <EmptyState title={apiKeysText.emptyTitle} action={create} example={exampleFor(project.id)}>
          {apiKeysText.emptyHint}
        </EmptyState>
      )}
      {project && !isNew && (
        <KeyList
          keys={project.apiKeys}
          search={search}
          onSearch={(next) => navigate({ search: next, replace: true })}
        />
      )}
      {project && (
        <>
          <CreateKey projectId={project.id} isOpen={opened === 'create'} onClose={() => setOpened(null)} />
          <RegenerateKeys
            project={project}
            isOpen={opened === 'regenerate'}
            onClose={() => setOpened(null)}
          />
        </>
      )}
    </Page>
  );
}
