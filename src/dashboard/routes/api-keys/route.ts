import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { organizationRoute, projectRoute } from '../parents.ts';
import { FILTERS } from './filter.ts';

const validateSearch = z.object({
  show: z.catch(z.optional(z.enum(FILTERS)), undefined),
  /** The id of the key whose details are open. */
  key: z.catch(z.optional(z.string()), undefined),
});

export const apiKeysRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'api-keys',
  validateSearch,
  component: lazyRouteComponent(() => import('./page.tsx'), 'ApiKeysPage'),
});

export const organizationKeysRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: 'keys',
  validateSearch,
  component: lazyRouteComponent(() => import('./organization-page.tsx'), 'OrganizationKeysPage'),
});
