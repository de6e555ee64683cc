import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { projectRoute } from '../parents.ts';

const text = z.catch(z.optional(z.string()), undefined);

export const serversRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'servers',
  validateSearch: z.object({
    q: text,
    after: text,
    before: text,
    /** Whether the form for a new MCP server is open. */
    create: z.catch(z.optional(z.boolean()), undefined),
  }),
  component: lazyRouteComponent(() => import('./page.tsx'), 'ServersPage'),
});
