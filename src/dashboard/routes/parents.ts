import { createRootRoute, createRoute } from '@tanstack/react-router';
import { App } from './shell/app.tsx';
import { Crashed, NotFound } from './shell/messages.tsx';

export const rootRoute = createRootRoute({
  component: App,
  notFoundComponent: NotFound,
  errorComponent: Crashed,
});

/** The parent of the sections of a project. Its parameter is an id or a slug: `useProjectRef` reads it. */
export const projectRoute = createRoute({ getParentRoute: () => rootRoute, path: 'projects/$projectId' });

export const organizationRoute = createRoute({ getParentRoute: () => rootRoute, path: 'organization' });
