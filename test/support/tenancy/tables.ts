import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../bundle.ts';

/** Tables without a tenant, or with the tenant outside of their keys, and why. They are small: a distributed PostgreSQL keeps
 *  a copy of each on every node, or the table on one node. */
export const copiedTables: Readonly<Record<string, string>> = {
  secret_route: 'leads from a secret to its organization, which is not known before',
  mcp_server_route: 'leads from the address of an MCP server to its project',
  audit_watermark: 'one row: the progress of the sealer',
  encryption_key: 'one row for each encryption key of the installation',
  rate_count: 'points of a window by budget, unlogged; Redis can take its place',
  _prisma_migrations: 'one row for each migration',
};

const schema = readFileSync(join(REPOSITORY, 'prisma/schema.prisma'), 'utf8');

/** The tables whose rows belong to an organization, with the column that names it. */
export const tenantColumns: ReadonlyMap<string, string> = new Map([
  ['organization', 'id'],
  ...[...schema.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].flatMap(([, body = '']) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? '';
    const isTenant = body.includes('@map("organization_id")') && !(table in copiedTables);
    return isTenant ? [[table, 'organization_id'] as const] : [];
  }),
]);
