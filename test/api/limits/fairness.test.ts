import { request as httpRequest } from 'node:http';
import { describe, expect, test } from 'vitest';
import { createFairScheduler } from '../../../src/http/fair-scheduler.ts';
import type { ChargeState } from '../../../src/http/rate-limit/rate-limiter.ts';
import { run, send } from '../../support/client.ts';
import { fillLog } from '../../support/fixtures/audit-log/entries.ts';
import { askForExport } from '../../support/fixtures/audit-log/export.ts';
import { makeOrganization, makeProject, makeWorld } from '../../support/fixtures.ts';
import { GetProject, UpdateProjectConfig } from '../../support/operations/project.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { holdLock } from '../../support/process/in-flight-write.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ ownDatabase: true, transport: 'each' });

describe('an organization with blocked requests', () => {
  test('uses no connection and no slot of another one, which reads and writes without delay', async () => {
    const [greedy, quiet] = [await makeWorld(server), await makeWorld(server)];
    const lock = `SELECT id FROM project WHERE id = '${greedy.project.id}' FOR UPDATE`;
    const held = await holdLock(server.database, lock);
    const input = { displayName: 'stuck' };
    const stuck = Array.from({ length: 60 }, () =>
      send(server, UpdateProjectConfig, { input }, greedy.project.credentials),
    );
    // Six of the ten connections, and no more.
    await held.waiting(6);
    for (let asked = 0; asked < 5; asked += 1) {
      await run(server, Viewer, {}, quiet.project.credentials);
      await run(
        server,
        UpdateProjectConfig,
        { input: { displayName: `quiet ${asked}` } },
        quiet.project.credentials,
      );
      await makeProject(server, quiet.organization);
    }
    const { project } = await run(
      server,
      GetProject,
      { id: quiet.project.id },
      quiet.organization.credentials,
    );
    expect(project?.id).toBe(quiet.project.id);
    await held.end();
    // Those that waited too long in the queue of their organization are rejected.
    for (const { status } of await Promise.all(stuck)) expect([200, 429]).toContain(status);
  });

  test('releases its slots when its clients disconnect', async () => {
    const { organization, project } = await makeWorld(server);
    const { url } = await server.listen();
    const held = await holdLock(
      server.database,
      `SELECT id FROM project WHERE id = '${project.id}' FOR UPDATE`,
    );
    const body = JSON.stringify({
      query: 'mutation { updateProjectConfig(input: { displayName: "gone" }) { __typename } }',
    });
    // With and without the steps around an idempotency key.
    for (const more of [{}, { 'idempotency-key': 'gone' }]) {
      const headers = { 'content-type': 'application/json', ...project.credentials, ...more };
      const gone = Array.from({ length: 300 }, () => {
        const request = httpRequest(`${url}/graphql`, { method: 'POST', headers, agent: false });
        request.on('error', () => {});
        request.end(body, () => setTimeout(() => request.destroy(), 100));
        return new Promise<void>((resolve) => request.once('close', () => resolve()));
      });
      await Promise.all(gone);
    }
    await held.end();
    await run(server, GetProject, { id: project.id }, organization.credentials);
    await run(server, UpdateProjectConfig, { input: { displayName: 'back' } }, project.credentials);
  });
});

const actorOf = (organizationId: string) => ({ kind: 'organization', organizationId, apiKey: {} }) as never;

describe('turns', () => {
  test('let one long read of an organization run, and short requests beside it', async () => {
    const scheduler = createFairScheduler(10);
    const [first, second, other, brief]: ChargeState[] = [{}, {}, {}, {}];
    if (!first || !second || !other || !brief) throw new Error('There are four.');
    expect(scheduler.acquire(first, actorOf('a'), true)).toBeUndefined();
    const waiting = scheduler.acquire(second, actorOf('a'), true);
    expect(waiting).toBeInstanceOf(Promise);
    expect(scheduler.acquire(other, actorOf('b'), true)).toBeUndefined();
    expect(scheduler.acquire(brief, actorOf('a'), false)).toBeUndefined();
    expect({ a: scheduler.longReads.usedBy('a'), b: scheduler.longReads.usedBy('b') }).toEqual({
      a: 1,
      b: 1,
    });
    scheduler.release(first);
    await waiting;
    for (const chargeState of [second, other, brief, first]) scheduler.release(chargeState);
    expect({ long: scheduler.longReads.usedCount, brief: scheduler.requests.usedCount }).toEqual({
      long: 0,
      brief: 0,
    });
  });

  test('change the slot of a request that turns out to be a long read, and count it once', () => {
    const scheduler = createFairScheduler(10);
    const chargeState: ChargeState = {};
    scheduler.acquire(chargeState, actorOf('a'), false);
    scheduler.acquire(chargeState, actorOf('a'), true);
    scheduler.acquire(chargeState, actorOf('a'), false);
    expect({ long: scheduler.longReads.usedCount, brief: scheduler.requests.usedCount }).toEqual({
      long: 1,
      brief: 0,
    });
    scheduler.release(chargeState);
    scheduler.release(chargeState);
    expect(scheduler.longReads.usedCount).toBe(0);
  });

  test('give each of two organizations the same share of a full process', async () => {
    const scheduler = createFairScheduler(10);
    const flood = (key: string) => {
      // Those that never get a slot are refused in the end.
      for (let asked = 0; asked < 500; asked += 1)
        scheduler.acquire({}, actorOf(key), false)?.catch(() => {});
    };
    flood('a');
    flood('b');
    const { requests } = scheduler;
    expect(requests.usedBy('a')).toBe(192);
    expect(requests.usedBy('b')).toBe(8);
    for (let left = 0; left < 184; left += 1) requests.leave('a');
    expect({ a: requests.usedBy('a'), b: requests.usedBy('b') }).toEqual({ a: 8, b: 8 });
    for (let left = 0; left < 8; left += 1) requests.leave('a');
    await new Promise((resolve) => setImmediate(resolve));
    expect({ a: requests.usedBy('a'), b: requests.usedBy('b') }).toEqual({ a: 8, b: 8 });
  });
});

describe('audit exports', () => {
  test('run one at a time per organization', async () => {
    // Over a connection, buffers on the way would take all of it.
    const inProcess = { fetch: server.fetchInProcess };
    const [one, other] = [await makeOrganization(server), await makeOrganization(server)];
    for (const organization of [one, other]) {
      const projectIds = [organization.defaultProjectId];
      await fillLog(server, organization, { count: 500, projectIds, from: '2026-01-01T00:00:00Z' });
    }
    const first = await askForExport(inProcess, one.credentials);
    expect(first.status).toBe(200);
    const second = await askForExport(inProcess, one.credentials);
    expect(second.status).toBe(429);
    expect(second.headers.get('retry-after')).toBe('1');
    expect(await second.text()).toContain('TOO_MANY_AT_ONCE');
    const beside = await askForExport(inProcess, other.credentials);
    expect((await beside.text()).trimEnd().split('\n')).toHaveLength(501);
    await first.body?.cancel();
    await expect.poll(async () => (await askForExport(inProcess, one.credentials)).status).toBe(200);
  });
});
