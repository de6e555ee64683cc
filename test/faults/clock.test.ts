import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { organizationKey, run, send } from '../support/client.ts';
import { expectWholeLog } from '../support/fixtures/audit-log/chain.ts';
import { UpdateProjectConfig } from '../support/operations/project.ts';
import { CreateSession, ListSessions } from '../support/operations/session.ts';
import { ProjectUsageSummary } from '../support/operations/usage.ts';
import { Viewer } from '../support/operations/viewer.ts';
import { startOnDatabase } from '../support/process/in-flight-write.ts';
import { useProcesses } from '../support/process/processes.ts';
import { readWelcome } from '../support/process/remote-server.ts';

const processes = useProcesses();

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LIMIT = 40;
const WINDOW_SECONDS = 60;
const TO_AND_FRO = [40 * DAY_MS, -2 * HOUR_MS, 400 * DAY_MS, -90 * DAY_MS, 0];

/** Loaded into the server before its own code: with each signal its clock jumps to the next offset. */
const shifter = (offsets: readonly number[]) => `
const Real = Date;
const offsets = ${JSON.stringify(offsets)};
let offset = 0;
globalThis.Date = class Date extends Real {
  constructor(...given) {
    if (given.length > 0) super(...given);
    else super(Real.now() + offset);
  }
  static now() {
    return Real.now() + offset;
  }
};
process.on('SIGUSR2', () => {
  offset = offsets.shift();
  process.stdout.write(\`jumped to \${offset}\\n\`);
});
`;

async function startWithClock(offsets: readonly number[], env: Readonly<Record<string, string>>) {
  const file = join(processes.folder, 'clock.mjs');
  await writeFile(file, shifter(offsets));
  const started = await startOnDatabase(processes, { ...env, NODE_OPTIONS: `--import ${file}` });
  const jump = async (offset: number) => {
    started.server.kill('SIGUSR2');
    await expect.poll(() => started.server.printed).toContain(`jumped to ${offset}\n`);
  };
  return { ...started, jump };
}

test('while the clock jumps days ahead and back, all requests succeed, and lists, usage and the audit log stay complete', async () => {
  const { server, database, endpoint, credentials, jump } = await startWithClock(TO_AND_FRO, {});
  const created: string[] = [];
  for (const offset of TO_AND_FRO) {
    for (let count = 0; count < 3; count += 1) {
      const input = { userId: `user-${count}`, toolkitSlugs: ['github'] };
      const { createSession } = await run(endpoint, CreateSession, { input }, credentials);
      created.push(createSession.session.id);
      await run(endpoint, UpdateProjectConfig, { input: { displayName: `${offset} ${count}` } }, credentials);
      await run(endpoint, Viewer, {}, credentials);
    }
    await jump(offset);
  }

  const listed: string[] = [];
  const listFrom = async (after: string | null): Promise<unknown> => {
    const { project } = await run(endpoint, ListSessions, { first: 2, after }, credentials);
    const { nodes, pageInfo } = project.sessions;
    listed.push(...nodes.map(({ id }) => id));
    return pageInfo.hasNextPage && listFrom(pageInfo.endCursor ?? null);
  };
  await listFrom(null);
  expect(listed.sort()).toEqual(created.sort());

  for (const { from, to, inRange } of [
    { from: -100, to: 100, inRange: created.length - 3 },
    { from: 390, to: 410, inRange: 3 },
  ]) {
    const at = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
    const { project } = await run(endpoint, ProjectUsageSummary, { from: at(from), to: at(to) }, credentials);
    expect(project.usage.summary.total).toBe(inRange);
  }

  const owner = organizationKey(readWelcome(server.printed).organizationKey ?? '');
  await expectWholeLog(endpoint, owner, database);
});

test.each(['memory', 'postgres'])(
  'after a clock jump backwards no client is rate limited for longer than a minute, limits in %s',
  async (store) => {
    const back = [-40 * DAY_MS];
    const { endpoint, credentials, jump } = await startWithClock(back, {
      RATE_LIMIT_STORE: store,
      RATE_LIMIT_PER_MINUTE: `${LIMIT}`,
    });
    const use = async () => {
      for (let count = 0; count <= LIMIT; count += 1) {
        const { status, headers } = await send(endpoint, Viewer, {}, credentials);
        if (status === 429) return Number(headers.get('retry-after'));
      }
      return null;
    };
    // Some points are used up before the jump.
    for (let count = 0; count < LIMIT / 4; count += 1) await send(endpoint, Viewer, {}, credentials);
    await jump(back[0] ?? 0);
    const retryAfter = await use();
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(WINDOW_SECONDS);
  },
);
