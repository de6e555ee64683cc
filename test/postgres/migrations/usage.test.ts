import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyMigrations, readMigrations } from '../../../src/postgres/migrations.ts';
import { createEmptyDatabase } from '../../support/database/test-database.ts';

const FOLDER = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

const released = await readMigrations(FOLDER);

const database = await createEmptyDatabase();
const pool = new pg.Pool({ connectionString: database.url });

vi.setConfig({ testTimeout: 15_000 });

beforeEach(async () => {
  await pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

describe('a database with calls and sessions', () => {
  it('gets their usage counts', async () => {
    const before = released.filter(({ name }) => name < '20261121082000_usage');
    await applyMigrations(pool, before);
    await pool.query(`
      INSERT INTO organization VALUES ('o', 'O', now(), now());
      INSERT INTO project VALUES ('p', 'o', 'P', 'p', true, now(), now(), NULL, NULL, true, true, 'SHOW_ALL', true, now());
      INSERT INTO session VALUES ('s', 'o', 'p', 'jane', '{k}', 'ACTIVE', '2026-01-31T23:59:59Z', NULL);
      INSERT INTO tool_call_log (organization_id, project_id, id, idempotency_key, tool_slug, toolkit_slug, session_id, status,
        duration_ms, called_at, created_at)
      VALUES ('o', 'p', '1', '1', 't', 'k', 's', 'ERROR', 3, '2026-02-01T00:00:00Z', now()),
        ('o', 'p', '2', '2', 't', 'k', 's', 'SUCCESS', 4, '2026-02-01T00:00:59.999Z', now())`);
    await applyMigrations(pool, released);
    const { rows } = await pool.query(`
      SELECT entity, (minute AT TIME ZONE 'UTC')::text AS minute, tool_slug, user_id, session_id, count, error_count, duration_ms
      FROM usage_pending ORDER BY minute`);
    const none = { tool_slug: '', user_id: '', error_count: '0', duration_ms: '0' };
    expect(rows).toEqual([
      {
        ...none,
        entity: 'SESSION',
        minute: '2026-01-31 23:59:00',
        user_id: 'jane',
        session_id: 's',
        count: '1',
      },
      {
        ...none,
        entity: 'TOOL_CALL',
        minute: '2026-02-01 00:00:00',
        tool_slug: 't',
        session_id: 's',
        count: '2',
        error_count: '1',
        duration_ms: '7',
      },
    ]);
  });
});

describe('a database with rolled-up usage', () => {
  /** Rows of one rollup: the bucket, the tool, the user, the session, the key and the count. */
  const rowsOf = (table: string, rollup: string, rows: readonly (readonly (string | number)[])[]) =>
    rows.map(([bucket, tool, user, session, key, count]) => {
      const toolkit = tool === '' ? '' : 'kit';
      return `INSERT INTO ${table} VALUES ('o', 'p', 'TOOL_CALL', '${rollup}', '${bucket}', '${tool}', '${toolkit}', '', '${user}',
        '${session}', '${key}', ${count}, 1, 10)`;
    });

  const select = (table: string, rollups: string) => `
    SELECT cut::text, (bucket AT TIME ZONE 'UTC')::text AS bucket, tool_slug || toolkit_slug || user_id || session_id || api_key_id
      AS key, count::int, error_count::int, duration_ms::int FROM ${table} WHERE cut IN (${rollups}) ORDER BY 1, 2, 3`;

  it('gets weekly and ten-minute sums, and rolls up in the new way only', async () => {
    await applyMigrations(
      pool,
      released.filter(({ name }) => name < '20261121160000_usage_weeks'),
    );
    await pool.query(`CREATE TABLE usage_minute_2026_03 PARTITION OF usage_minute
      FOR VALUES FROM ('2026-03-01T00:00:00Z') TO ('2026-04-01T00:00:00Z')`);
    const inserts = [
      ...rowsOf('usage_minute', 'ALL', [
        ['2026-03-01T23:49:00Z', 't', 'jane', 's', 'k', 1],
        ['2026-03-01T23:50:00Z', 't', 'jane', 's', 'k', 2],
        ['2026-03-01T23:59:00Z', 't', 'joe', '', '', 4],
        ['2026-03-01T23:59:00Z', 'u', 'joe', '', 'k', 8],
      ]),
      ...rowsOf('usage_minute', 'TOTAL', [['2026-03-01T23:59:00Z', '', '', '', '', 12]]),
      // A Sunday and the Monday after it, in a year whose first day is a Thursday.
      ...rowsOf('usage_day', 'USER', [
        ['2026-03-01T00:00:00Z', '', 'jane', '', '', 1],
        ['2026-02-23T00:00:00Z', '', 'jane', '', '', 2],
        ['2026-03-02T00:00:00Z', '', 'jane', '', '', 4],
      ]),
      ...rowsOf('usage_day', 'SESSION', [['2026-03-01T00:00:00Z', '', '', 's', '', 1]]),
    ];
    for (const insert of inserts) await pool.query(insert);
    await applyMigrations(pool, released);
    const sums = (cut: string, bucket: string, key: string, count: number, rows: number) => ({
      cut,
      bucket,
      key,
      count,
      error_count: rows,
      duration_ms: 10 * rows,
    });
    const minutes = await pool.query(select('usage_minute', `'TOOL', 'TOOLKIT', 'API_KEY'`));
    expect(minutes.rows).toEqual([
      sums('API_KEY', '2026-03-01 23:40:00', 'k', 1, 1),
      sums('API_KEY', '2026-03-01 23:50:00', '', 4, 1),
      sums('API_KEY', '2026-03-01 23:50:00', 'k', 10, 2),
      sums('TOOL', '2026-03-01 23:40:00', 'tkit', 1, 1),
      sums('TOOL', '2026-03-01 23:50:00', 'tkit', 6, 2),
      sums('TOOL', '2026-03-01 23:50:00', 'ukit', 8, 1),
      sums('TOOLKIT', '2026-03-01 23:40:00', 'kit', 1, 1),
      sums('TOOLKIT', '2026-03-01 23:50:00', 'kit', 14, 3),
    ]);
    const weeks = await pool.query(select('usage_week', `'USER', 'SESSION'`));
    expect(weeks.rows).toEqual([
      sums('USER', '2026-02-23 00:00:00', 'jane', 3, 2),
      sums('USER', '2026-03-02 00:00:00', 'jane', 4, 1),
    ]);
    // What an older process begins its fold with.
    await expect(pool.query('SELECT id FROM usage_pending')).rejects.toThrow('"id" does not exist');
  });

  it('gets monthly sums, and rolls up in the new way only', async () => {
    await applyMigrations(
      pool,
      released.filter(({ name }) => name < '20261121190000_usage_months'),
    );
    const day = (
      rollup: string,
      bucket: string,
      [tool, toolkit, account, user, session, key]: string[],
      count: number,
    ) =>
      `('o', 'p', 'TOOL_CALL', '${rollup}', '${bucket}', '${tool}', '${toolkit}', '${account}', '${user}', '${session}', '${key}', ${count}, 1, 10)`;
    const [last, first] = ['2026-02-28T00:00:00Z', '2026-03-01T00:00:00Z'];
    const rows = [
      day('TOTAL', last, ['', '', '', '', '', ''], 1),
      day('TOTAL', first, ['', '', '', '', '', ''], 2),
      day('TOTAL', '2026-03-31T00:00:00Z', ['', '', '', '', '', ''], 4),
      // One tool in two toolkits.
      day('TOOL', first, ['t', 'k', '', '', '', ''], 1),
      day('TOOL', first, ['t', 'l', '', '', '', ''], 2),
      day('TOOLKIT', first, ['', 'k', '', '', '', ''], 3),
      day('CONNECTED_ACCOUNT', first, ['', '', 'ca', '', '', ''], 4),
      day('USER', last, ['', '', '', 'jane', '', ''], 5),
      day('USER', first, ['', '', '', 'jane', '', ''], 6),
      day('USER', first, ['', '', '', '', '', ''], 7),
      day('SESSION', first, ['', '', '', '', 'ses', ''], 8),
      day('API_KEY', first, ['', '', '', '', '', 'key'], 9),
    ];
    await pool.query(`INSERT INTO usage_day VALUES ${rows.join(', ')}`);
    await applyMigrations(pool, released);
    const months = await pool.query({
      text: `SELECT cut::text, to_char(month AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'), key, count::int, error_count::int,
        duration_ms::int FROM usage_month WHERE organization_id = 'o' AND project_id = 'p' AND entity = 'TOOL_CALL' ORDER BY 1, 2, 3`,
      rowMode: 'array',
    });
    const [february, march] = ['2026-02-01 00:00', '2026-03-01 00:00'];
    expect(months.rows).toEqual([
      ['API_KEY', march, 'key', 9, 1, 10],
      ['CONNECTED_ACCOUNT', march, 'ca', 4, 1, 10],
      ['SESSION', march, 'ses', 8, 1, 10],
      ['TOOL', march, 't', 3, 2, 20],
      ['TOOLKIT', march, 'k', 3, 1, 10],
      ['TOTAL', february, '', 1, 1, 10],
      ['TOTAL', march, '', 6, 2, 20],
      ['USER', february, 'jane', 5, 1, 10],
      ['USER', march, '', 7, 1, 10],
      ['USER', march, 'jane', 6, 1, 10],
    ]);
    // What an older process begins its fold with.
    await expect(pool.query('SELECT position FROM usage_pending')).rejects.toThrow(
      '"position" does not exist',
    );
  });
});
