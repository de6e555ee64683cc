import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { projectRoute } from '../parents.ts';

const text = z.catch(z.optional(z.string()), undefined);

export const sessionsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'sessions',
  validateSearch: z.object({
    /** A user id. */
    user: text,
    status: z.catch(z.optional(z.enum(['ACTIVE', 'CLOSED', 'ERROR'])), undefined),
    after: text,
    before: text,
  }),
  component: lazyRouteComponent(() => import('./page.tsx'), 'SessionsPage'),
});

export const sessionRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'sessions/$sessionId',
  validateSearch: z.object({ after: text, before: text }),
  component: lazyRouteComponent(() => import('./detail-page.tsx'), 'SessionPage'),
});
