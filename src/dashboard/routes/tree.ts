import { apiKeysRoute, organizationKeysRoute } from './api-keys/route.ts';
import { authConfigsRoute } from './auth-configs/route.ts';
import { connectedAccountsRoute } from './connected-accounts/route.ts';
import { organizationRoute, projectRoute, rootRoute } from './parents.ts';
import { projectsRoute } from './projects/route.ts';
import { serversRoute } from './servers/route.ts';
import { sessionRoute, sessionsRoute } from './sessions/route.ts';
import { settingsRoute } from './settings/route.ts';
import { homeRoute } from './shell/route.ts';
import { triggersRoute } from './triggers/route.ts';
import { webhookRoute, webhooksRoute } from './webhooks/route.ts';

/** The route table: one line for each section. */
export const routeTree = rootRoute.addChildren([
  homeRoute,
  projectsRoute,
  projectRoute.addChildren([
    apiKeysRoute,
    triggersRoute,
    sessionsRoute,
    sessionRoute,
    serversRoute,
    connectedAccountsRoute,
    authConfigsRoute,
    webhooksRoute,
    webhookRoute,
    settingsRoute,
  ]),
  organizationRoute.addChildren([
    organizationKeysRoute, //
  ]),
]);
