import type { Route } from '../route.ts';
import { apiKeyRevocationRoutes } from './api-key-revocation.ts';
import { projectRoutes } from './project.ts';
import { projectConfigRoutes } from './project-config.ts';
import { sessionInfoRoutes } from './session-info.ts';
import { toolRoutes } from './tool.ts';
import { usageRoutes } from './usage.ts';

export const routes: readonly Route[] = [
  ...projectRoutes,
  ...projectConfigRoutes,
  ...usageRoutes,
  ...apiKeyRevocationRoutes,
  ...sessionInfoRoutes,
  ...toolRoutes,
];
