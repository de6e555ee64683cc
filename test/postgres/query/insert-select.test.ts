import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { insertSelect } from '../../../src/postgres/query/insert-select.ts';

test('insertSelect lists columns and values in the same order', () => {
  const insert = insertSelect(
    'secret_use',
    {
      last_used_at: sql<Date>`now()`,
      hash: sql.ref<Buffer>('source.digest'),
      organization_id: sql.ref<string>('source.owner'),
    },
    sql`source where true`,
  );
  expect(insert.compile().sql).toBe(
    'insert into "secret_use" ("last_used_at", "hash", "organization_id") select now() as "last_used_at", "source"."digest" as "hash", "source"."owner" as "organization_id" from source where true',
  );
});

test('insertSelect does not compile without a required column', () => {
  const values = { last_used_at: sql<Date>`now()`, organization_id: sql.ref<string>('source.owner') };
  // @ts-expect-error: secret_use.hash is required.
  insertSelect('secret_use', values, sql.table('source'));
});
