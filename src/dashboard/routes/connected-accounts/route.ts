import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { projectRoute } from '../parents.ts';

const text = z.catch(z.optional(z.string()), undefined);

export const connectedAccountsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'connected-accounts',
  validateSearch: z.object({
    q: text,
    status: z.catch(
      z.optional(z.enum(['INITIATED', 'ACTIVE', 'FAILED', 'EXPIRED', 'INACTIVE', 'REVOKED'])),
      undefined,
    ),
    /** The id of an auth config. */
    authConfig: text,
    after: text,
    before: text,
    /** The account whose details are shown. */
    account: text,
  }),
  component: lazyRouteComponent(() => import('./page.tsx'), 'ConnectedAccountsPage'),
});
