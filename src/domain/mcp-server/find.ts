import { newestFirst } from '../core/list.ts';
import { defineReads } from '../core/reads.ts';
import type { RequestContext } from '../core/request-context.ts';

const reads = defineReads({
  prefix: 'mcp',
  row: (loaders) => loaders.mcpServer,
  rows: (loaders) => loaders.mcpServers,
  name: 'mcpServers',
  order: newestFirst,
  filter: () => ({}),
});

export const { byId: mcpServerById, ofProject: mcpServerOfProject, list: listMcpServers } = reads;

type ListOwner = Parameters<typeof reads.count>[1];

export const countMcpServers = (context: RequestContext, project: ListOwner) =>
  reads.count(context, project, {});
