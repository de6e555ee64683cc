import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { insertSelect } from '../../../src/postgres/query/insert-select.ts';

test('insertSelect lists columns and values in the same order', () => {
  const insert = insertSelect(
    'secret_use',
    { last_used_at: sql<Date>`now()`, hash: sql.ref<Buffer>('source.digest') },
    sql`source where true`,
  );
  expect(insert.compile().sql).toBe(
    'insert into "secret_use" ("last_used_at", "hash") select now() as "last_used_at", "source"."digest" as "hash" from source where true',
  );
});

test('insertSelect does not compile without a required column', () => {
  // @ts-expect-error: secret_use.hash is required.
  insertSelect('secret_use', { last_used_at: sql<Date>`now()` }, sql.table('source'));
});
