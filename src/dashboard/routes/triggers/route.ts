import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { projectRoute } from '../parents.ts';

const text = z.catch(z.optional(z.string()), undefined);

export const triggersRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'triggers',
  validateSearch: z.object({
    q: text,
    state: z.catch(z.optional(z.enum(['enabled', 'disabled'])), undefined),
    after: text,
    before: text,
  }),
  component: lazyRouteComponent(() => import('./page.tsx'), 'TriggersPage'),
});
