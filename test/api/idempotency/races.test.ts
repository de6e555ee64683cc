import { describe, expect, test } from 'vitest';
import { send } from '../../support/client.ts';
import { untilWaiting, whileLocked } from '../../support/database/transaction.ts';
import { storedAnswers, withKey } from '../../support/fixtures/idempotency.ts';
import { freshName, makeWorld } from '../../support/fixtures.ts';
import { faultOf } from '../../support/http/request.ts';
import { UpdateProjectConfig } from '../../support/operations/project.ts';
import { CreateSession } from '../../support/operations/session.ts';
import { type TestServer, useServer } from '../../support/server.ts';

const SECOND_MS = 1_000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;

/** How far the clocks of both servers are ahead. */
let aheadMs = 0;
const overrides = { clock: { now: () => new Date(Date.now() + aheadMs) } };
const [server, other] = [
  useServer({ transport: 'network', overrides }),
  useServer({ transport: 'network', overrides }),
];

const sessionsOf = async (on: TestServer, projectId: string) =>
  on.database.query(`SELECT id FROM session WHERE project_id = '${projectId}'`);

const reasonOf = (answer: Parameters<typeof faultOf>[0]) => faultOf(answer).extensions.reason;

describe('concurrent requests with one Idempotency-Key', () => {
  test('are executed once across all processes', async () => {
    const { project } = await makeWorld(server);
    const headers = { ...project.credentials, ...withKey() };
    const variables = { input: { userId: freshName('user'), toolkitSlugs: ['github'] } };
    const twins = Array.from({ length: 20 }, (_, index) =>
      send(index % 2 === 0 ? server : other, CreateSession, variables, headers),
    );
    const answers = await Promise.all(twins);
    const done = answers.filter(({ errors }) => errors.length === 0);
    expect(done.filter(({ headers }) => !headers.has('idempotency-replayed'))).toHaveLength(1);
    expect(new Set(done.map(({ data }) => data?.createSession?.session.id)).size).toBe(1);
    const refused = answers.filter(({ errors }) => errors.length > 0);
    for (const answer of refused) {
      expect(answer.status).toBe(409);
      expect(faultOf(answer).extensions).toMatchObject({
        code: 'CONFLICT',
        reason: 'IDEMPOTENCY_KEY_IN_USE',
      });
    }
    expect(await sessionsOf(server, project.id)).toHaveLength(1);
  });

  test('are not executed while the outcome of the first one is unknown', async () => {
    const { organization, project } = await makeWorld(server);
    const headers = { ...project.credentials, ...withKey() };
    const variables = { input: { displayName: 'Once' } };
    const ask = () => send(other, UpdateProjectConfig, variables, headers);
    await whileLocked(server, `SELECT FROM project WHERE id = '${project.id}' FOR UPDATE`, async (letGo) => {
      const first = send(server, UpdateProjectConfig, variables, headers);
      await untilWaiting(server, 1);
      expect(reasonOf(await ask())).toBe('IDEMPOTENCY_KEY_IN_USE');
      aheadMs = 61 * SECOND_MS;
      expect(reasonOf(await ask())).toBe('IDEMPOTENCY_OUTCOME_UNKNOWN');
      aheadMs = DAY_MS - 60 * SECOND_MS;
      expect(reasonOf(await ask())).toBe('IDEMPOTENCY_OUTCOME_UNKNOWN');
      aheadMs = 0;
      await letGo();
      // It was late, and not lost.
      expect((await first).errors).toEqual([]);
      expect((await ask()).headers.get('idempotency-replayed')).toBe('true');
    });
    expect(await storedAnswers(server.database, organization.id)).toHaveLength(1);
  });

  test('are executed again after 24 hours', async () => {
    const { project } = await makeWorld(server);
    const headers = { ...project.credentials, ...withKey() };
    const input = { userId: freshName('user'), toolkitSlugs: ['github'] };
    const ask = () => send(server, CreateSession, { input }, headers);
    await ask();
    aheadMs = DAY_MS - SECOND_MS;
    expect((await ask()).headers.get('idempotency-replayed')).toBe('true');
    aheadMs = DAY_MS + SECOND_MS;
    expect((await ask()).headers.get('idempotency-replayed')).toBeNull();
    expect((await ask()).headers.get('idempotency-replayed')).toBe('true');
    aheadMs = 0;
    expect(await sessionsOf(server, project.id)).toHaveLength(2);
  });
});
