import { Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useViewer } from '../../graphql/use-viewer.ts';
import { projectSegment } from '../../lib/project-ref.ts';
import { recentProjects } from './recent-projects.ts';

/** Leads to the last project of this browser, or else to the list of projects. */
export function Home(): ReactNode {
  const { organization, project } = useViewer();
  const shown = project ?? recentProjects(organization.id)[0];
  if (!shown) return <Navigate to="/projects" replace />;
  return (
    <Navigate to="/projects/$projectId/api-keys" params={{ projectId: projectSegment(shown) }} replace />
  );
}
