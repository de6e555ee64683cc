import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../bundle.ts';

/** Tables without a tenant in their keys, and why. They are small: a distributed PostgreSQL keeps a copy of each on every
 *  node, or the whole table on one. */
export const copiedTables: Readonly<Record<string, string>> = {
  _prisma_migrations: 'one row for each migration',
  audit_watermark: 'one row: how far the sealer is',
  encryption_key: 'one row for each encryption key of the installation',
  mcp_server_route: 'leads from the address of an MCP server to its project, which is not known before',
  operator_entry: 'one row for each action of the operator, which outlives the organization',
  rate_count: 'points of the current window, unlogged; Redis can take its place',
  secret_route: 'leads from a secret to its organization, which is not known before',
};

const schema = readFileSync(join(REPOSITORY, 'prisma/schema.prisma'), 'utf8');

/** The tables whose rows belong to an organization, with the column that names it. */
export const tenantColumns: ReadonlyMap<string, string> = new Map([
  ['organization', 'id'],
  ...[...schema.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].flatMap(([, body = '']) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? '';
    const hasTenant = body.includes('@map("organization_id")') && !(table in copiedTables);
    return hasTenant ? [[table, 'organization_id'] as const] : [];
  }),
]);
