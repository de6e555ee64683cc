import { createRoutes, type Routes } from '../postgres/routes.ts';
import type { VisibleOrganization, VisibleProject } from '../postgres/tenancy.ts';

/** The routes that a process remembers. */
export type TenantRoutes = {
  /** By the SHA-256 of the secret. */
  readonly secrets: Routes<Buffer, VisibleOrganization>;
  /** By the id of the MCP server. */
  readonly mcpServers: Routes<string, VisibleProject>;
};

export const createTenantRoutes = (): TenantRoutes => ({
  secrets: createRoutes((hash) => hash.toString('latin1')),
  mcpServers: createRoutes((id) => id),
});
