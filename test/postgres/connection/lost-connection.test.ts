import { pino } from 'pino';
import { expect, test } from 'vitest';
import { run } from '../../support/client.ts';
import { makeOrganization } from '../../support/fixtures.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { useServer } from '../../support/server.ts';

const lines: string[] = [];
const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
const server = useServer({ ownDatabase: true, transport: 'in-process', overrides: { log } });

test('a lost connection is logged in one line and replaced', async () => {
  const { credentials } = await makeOrganization(server);
  const ours = `FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'bailiwick'`;
  const cut = await server.database.query(`SELECT pg_terminate_backend(pid) ${ours}`);
  await expect.poll(() => lines).toHaveLength(cut.length);
  for (const line of lines) {
    const { msg, err } = JSON.parse(line);
    expect({ msg, code: err.code }).toEqual({ msg: 'database connection lost', code: '57P01' });
    expect(line.length).toBeLessThan(2_000);
  }
  await run(server, Viewer, {}, credentials);
});
