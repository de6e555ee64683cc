import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { projectRoute } from '../parents.ts';

export const settingsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'settings',
  validateSearch: z.object({ tab: z.catch(z.optional(z.enum(['configuration', 'danger'])), undefined) }),
  component: lazyRouteComponent(() => import('./page.tsx'), 'SettingsPage'),
});
