import { rowLoader } from '../../postgres/caller-reads.ts';
import { mcpServerList, selectMcpServers } from '../../repositories/mcp-server.ts';
import { newestFirst } from '../core/list.ts';
import { defineReads } from '../core/reads.ts';
import type { RequestContext } from '../core/request-context.ts';

const reads = defineReads({
  prefix: 'mcp',
  row: rowLoader(selectMcpServers),
  rows: mcpServerList,
  name: 'mcpServers',
  order: newestFirst,
  filter: () => ({}),
});

export const {
  byId: mcpServerById,
  ofProject: mcpServerOfProject,
  list: listMcpServers,
  planned: plannedMcpServers,
  plannedPoint: plannedMcpServer,
  plannedNode: plannedMcpServerNode,
} = reads;

type ListOwner = Parameters<typeof reads.count>[1];

export const countMcpServers = (context: RequestContext, project: ListOwner) =>
  reads.count(context, project, {});
