import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { projectRoute } from '../parents.ts';

const text = z.catch(z.optional(z.string()), undefined);

export const authConfigsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'auth-configs',
  validateSearch: z.object({
    q: text,
    status: z.catch(z.optional(z.enum(['ENABLED', 'DISABLED'])), undefined),
    after: text,
    before: text,
    /** Whether the form for a new auth config is open. */
    create: z.catch(z.optional(z.boolean()), undefined),
  }),
  component: lazyRouteComponent(() => import('./page.tsx'), 'AuthConfigsPage'),
});
