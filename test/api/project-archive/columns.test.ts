import { expect, test } from 'vitest';
import { movedColumns, movedTables } from '../../../src/repositories/project/archived-columns.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'network' });

/** What the archive adds to a project. */
const OF_ARCHIVE = [
  'archived_at',
  'archived_by_key_id',
  'archived_by_key_name',
  'archived_by_kind',
  'purge_at',
  'purge_started_at',
];

type Column = { readonly name: string; readonly type: string };

const columnsOf = (table: string) =>
  server.database.query<Column>(`
    SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
    WHERE attrelid = '${table}'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attname`);

test.each(Object.entries(movedTables))(
  'every column of %s is in its archive and is moved',
  async (table, { archive }) => {
    const live = await columnsOf(table);
    const archived = await columnsOf(archive);
    const shared = archived.filter(({ name }) => table !== 'project' || !OF_ARCHIVE.includes(name));
    expect(shared).toEqual(live);
    const moved = Object.keys(movedColumns[table as keyof typeof movedTables]);
    expect([...moved, 'organization_id'].toSorted()).toEqual(live.map(({ name }) => name).toSorted());
  },
);

test('every table with a foreign key to a project is moved', async () => {
  const tables = await server.database.query<{ name: string }>(`
    SELECT conrelid::regclass::text AS name FROM pg_constraint WHERE contype = 'f' AND confrelid = 'project'::regclass`);
  const names = tables.map(({ name }) => name);
  expect([...names, 'project'].toSorted()).toEqual(Object.keys(movedTables).toSorted());
});
