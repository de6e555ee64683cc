import type { Insertable, Selection } from 'kysely';
import type { DatabaseTransaction } from '../postgres/database.ts';
import type { DB, McpServer } from '../postgres/generated/database.ts';
import { defineList } from '../postgres/pagination/list-query.ts';
import { containsText } from '../postgres/pagination/search.ts';
import { statement } from '../postgres/query/statement.ts';
import { defineUpdate } from '../postgres/query/update-row.ts';
import { defineLookup } from '../postgres/row-loader.ts';
import { tenantPredicate, type VisibleProject } from '../postgres/tenancy.ts';
import { isActiveOrganization } from './organization.ts';
import type { ProjectRow } from './project/project.ts';

const mcpServerColumns = [
  'mcp_server.id',
  'mcp_server.organization_id as organizationId',
  'mcp_server.project_id as projectId',
  'mcp_server.name',
  'mcp_server.allowed_tools as allowedTools',
  'mcp_server.created_at as createdAt',
  'mcp_server.updated_at as updatedAt',
] as const;

export type McpServerRow = Selection<DB, 'mcp_server', (typeof mcpServerColumns)[number]>;

/** The unique index on the names of a project's MCP servers. */
export const MCP_SERVER_NAME_INDEX = 'mcp_server_organization_id_project_id_name_key';

export type McpServerFilter = { readonly search: string };

/** MCP servers, by project. */
export const mcpServerList = defineList<McpServerFilter, McpServerRow>()({
  table: 'mcp_server',
  owner: 'project',
  rows: (db) => db.selectFrom('mcp_server'),
  isVisible: (argument, visibility) => tenantPredicate('mcp_server', argument, visibility),
  columns: mcpServerColumns,
  ownerOf: ({ projectId }) => projectId,
  filters: { search: (_eb, text) => containsText(['mcp_server.name'], text) },
});

export const selectMcpServers = defineLookup('mcp_servers', 'mcp_server', (db) =>
  db.selectFrom('mcp_server').select(mcpServerColumns),
);

/** Reads an MCP server of the project that the request's key belongs to. */
export const selectMcpServerOfProject = statement<VisibleProject & { readonly id: string }>({
  execution: 'pipelined',
})('mcp_server_of_project', (db, argument) =>
  db
    .selectFrom('mcp_server')
    .select(mcpServerColumns)
    .where('organization_id', '=', argument('organizationId'))
    .where('project_id', '=', argument('projectId'))
    .where('id', '=', argument('id')),
);

/** Finds the project of an MCP server, for callers that send its id only. With the route of a secret the only read of a
 *  request that names no organization. */
export const selectMcpServerRoute = statement<{ readonly id: string }>({ execution: 'pipelined' })(
  'mcp_server_route',
  (db, argument) =>
    db
      .selectFrom('mcp_server_route')
      .select(['organization_id as organizationId', 'project_id as projectId'])
      .where('id', '=', argument('id')),
);

/** Reads an MCP server of a project that requires no key. None of a suspended organization. */
export const selectOpenMcpServer = statement<VisibleProject & { readonly id: string }>({
  execution: 'pipelined',
})('open_mcp_server', (db, argument) =>
  db
    .selectFrom('mcp_server')
    .innerJoin('project', (join) =>
      join
        .on('project.organization_id', '=', argument('organizationId'))
        .onRef('project.id', '=', 'mcp_server.project_id'),
    )
    .select(mcpServerColumns)
    .where('mcp_server.organization_id', '=', argument('organizationId'))
    .where('mcp_server.project_id', '=', argument('projectId'))
    .where('mcp_server.id', '=', argument('id'))
    .where('project.require_mcp_api_key', '=', false)
    .where(isActiveOrganization(argument('organizationId'))),
);

/** Locks an MCP server for update until the transaction ends. `project` was returned by `lockProjectShared`, which
 *  decided its visibility. */
export async function lockMcpServer(
  tx: DatabaseTransaction,
  project: ProjectRow,
  id: string,
): Promise<McpServerRow | undefined> {
  return tx
    .selectFrom('mcp_server')
    .select(mcpServerColumns)
    .where('organization_id', '=', project.organizationId)
    .where('project_id', '=', project.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Inserts an MCP server with its route. */
export async function insertMcpServer(
  tx: DatabaseTransaction,
  row: Insertable<McpServer>,
): Promise<McpServerRow> {
  const { id, organization_id, project_id } = row;
  await tx.insertInto('mcp_server_route').values({ id, organization_id, project_id }).execute();
  return tx.insertInto('mcp_server').values(row).returning(mcpServerColumns).executeTakeFirstOrThrow();
}

export const updateMcpServerRow = defineUpdate('mcp_server', mcpServerColumns, [
  'organizationId',
  'projectId',
  'id',
]);

/** Deletes an MCP server with its route. `mcpServer` was returned by `lockMcpServer`. */
export async function deleteMcpServerRow(tx: DatabaseTransaction, mcpServer: McpServerRow): Promise<void> {
  await tx.deleteFrom('mcp_server_route').where('id', '=', mcpServer.id).execute();
  await tx
    .deleteFrom('mcp_server')
    .where('organization_id', '=', mcpServer.organizationId)
    .where('project_id', '=', mcpServer.projectId)
    .where('id', '=', mcpServer.id)
    .execute();
}
