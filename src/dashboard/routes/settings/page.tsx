import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { usePermissions } from '../../graphql/use-viewer.ts';
import { useProjectRef } from '../../lib/use-project-ref.ts';
import { ErrorCard } from '../../ui/error-card.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TAB, TABS } from '../../ui/tabs.ts';
import { uiText } from '../../ui/text.ts';
import { Configuration } from './configuration.tsx';
import { Danger } from './danger.tsx';
import { General } from './general.tsx';
import { SettingsPageDocument } from './generated/operations.ts';
import { settingsText } from './text.ts';

const route = getRouteApi('/projects/$projectId/settings');

const PARTS = [undefined, 'configuration', 'danger'] as const;

export function SettingsPage(): ReactNode {
  const { tab } = route.useSearch();
  const { has } = usePermissions();
  const { data, error, reload } = useLiveQuery({
    query: SettingsPageDocument,
    variables: { ...useProjectRef(), withConfig: has('config:read') },
  });
  const project = data?.project;
  return (
    <Page title={settingsText.title}>
      <nav aria-label={settingsText.tabsLabel} className={TABS}>
        {PARTS.map((name) => (
          <Link
            key={name ?? 'general'}
            from="/projects/$projectId/settings"
            to="."
            search={{ tab: name }}
            replace
            activeOptions={{ explicitUndefined: true }}
            className={TAB}
          >
            {settingsText.tabs[name ?? 'general']}
          </Link>
        ))}
      </nav>
      {error && <ErrorCard error={error} onRetry={reload} />}
      {!project && !error && <Skeleton />}
      {project && tab === undefined && <General key={project.id} project={project} />}
      {project && tab === 'danger' && <Danger project={project} />}
      {project?.config && tab === 'configuration' && (
        <Configuration key={project.config.id} config={project.config} />
      )}
      {project && !project.config && tab === 'configuration' && (
        <p className="text-muted">{uiText.needsScope('config:read')}</p>
      )}
    </Page>
  );
}
