import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashedColumns } from '../../src/repositories/audit-log/canonical-text.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

test('the seal of an audit entry covers every column of its table', () => {
  const [, model = ''] = /^model AuditEntry \{\n([\s\S]*?)^\}/m.exec(read('prisma/schema.prisma')) ?? [];
  const columns = [...model.matchAll(/^ {2}(\w+) +(?:String|Json|DateTime|BigInt)\b/gm)].map(
    ([, name]) => name,
  );
  expect(columns.length).toBeGreaterThan(10);
  // The organization begins the text, before the sequence number.
  expect(['organizationId', ...Object.keys(hashedColumns)].sort()).toEqual(columns.sort());
});
