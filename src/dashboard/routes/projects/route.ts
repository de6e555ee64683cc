import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { rootRoute } from '../parents.ts';

const text = z.catch(z.optional(z.string()), undefined);

export const projectsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'projects',
  validateSearch: z.object({
    q: text,
    sort: z.catch(z.optional(z.enum(['name', '-name', 'created', '-created'])), undefined),
    /** Whether archived projects are listed. */
    archived: z.catch(z.optional(z.boolean()), undefined),
    after: text,
    before: text,
    /** Whether the form for a new project is open. */
    create: z.catch(z.optional(z.boolean()), undefined),
  }),
  component: lazyRouteComponent(() => import('./page.tsx'), 'ProjectsPage'),
});
