import { apiKeysRoute, organizationKeysRoute } from './api-keys/route.ts';
import { organizationRoute, projectRoute, rootRoute } from './parents.ts';
import { projectsRoute } from './projects/route.ts';
import { settingsRoute } from './settings/route.ts';
import { homeRoute } from './shell/route.ts';

/** The route table: one line for each section. */
export const routeTree = rootRoute.addChildren([
  homeRoute,
  projectsRoute,
  projectRoute.addChildren([
    apiKeysRoute, //
    settingsRoute,
  ]),
  organizationRoute.addChildren([
    organizationKeysRoute, //
  ]),
]);
