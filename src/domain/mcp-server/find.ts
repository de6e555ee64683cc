import { z } from 'zod';
import { rowLoader } from '../../postgres/caller-reads.ts';
import { mcpServerList, selectMcpServers } from '../../repositories/mcp-server.ts';
import { newestFirst } from '../core/list.ts';
import { defineReads } from '../core/reads.ts';
import { parseInput, searchText } from '../core/validation.ts';

const filterInput = z.object({ search: searchText });

/** Absent and null: no filter. */
export type McpServerFilterInput = z.input<typeof filterInput>;

export const {
  byId: mcpServerById,
  ofProject: mcpServerOfProject,
  list: listMcpServers,
  count: countMcpServers,
  planned: plannedMcpServers,
  plannedPoint: plannedMcpServer,
  plannedNode: plannedMcpServerNode,
} = defineReads({
  prefix: 'mcp',
  row: rowLoader(selectMcpServers),
  rows: mcpServerList,
  name: 'mcpServers',
  order: newestFirst,
  filter: (input: McpServerFilterInput) => parseInput(filterInput, input),
});
