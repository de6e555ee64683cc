import { getRouteApi } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { usePermissions } from '../../graphql/use-viewer.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorCard } from '../../ui/error-card.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CreateKey } from './create-key.tsx';
import { useFilterArguments } from './filter.ts';
import { ApiKeysOrganizationPageDocument } from './generated/operations.ts';
import { KeyList } from './key-list.tsx';
import { apiKeysText } from './text.ts';

const route = getRouteApi('/organization/keys');

export function OrganizationKeysPage(): ReactNode {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, reload } = useLiveQuery({
    query: ApiKeysOrganizationPageDocument,
    variables: useFilterArguments(search.show),
  });
  const [isCreating, setCreating] = useState(false);
  const { reason } = usePermissions();
  const keys = data?.organization.apiKeys;
  return (
    <Page
      title={apiKeysText.organizationTitle}
      description={apiKeysText.organizationDescription}
      actions={
        <Button
          variant="primary"
          reason={reason({ scope: 'api_keys:write', organizationKey: true })}
          onClick={() => setCreating(true)}
        >
          <Plus size={16} aria-hidden /> {apiKeysText.create}
        </Button>
      }
    >
      {error && <ErrorCard error={error} onRetry={reload} />}
      {!keys && !error && <Skeleton />}
      {keys && (
        <KeyList keys={keys} search={search} onSearch={(next) => navigate({ search: next, replace: true })} />
      )}
      <CreateKey projectId={null} isOpen={isCreating} onClose={() => setCreating(false)} />
    </Page>
  );
}
