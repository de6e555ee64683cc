import { beforeAll, describe, expect, test } from 'vitest';
import type { AuditCase } from '../../support/audit-cases/audit-case.ts';
import { auditCases } from '../../support/audit-cases/audit-cases.ts';
import { type Credentials, send } from '../../support/client.ts';
import { rowsWithoutDenials } from '../../support/database/tables.ts';
import { trackCompletion, untilWaiting, whileLocked } from '../../support/database/transaction.ts';
import { type KeyWorld, makeKey, makeProjectKey } from '../../support/fixtures/api-key.ts';
import { type Ending, endings, projectEndings, refusalOf } from '../../support/fixtures/key-endings.ts';
import { makeWorld, type World } from '../../support/fixtures.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { type TestServer, useServer } from '../../support/server.ts';

/** How far the clock of the server is ahead. */
let aheadMs = 0;
const server = useServer({
  transport: 'network',
  ownDatabase: true,
  overrides: { clock: { now: () => new Date(Date.now() + aheadMs) } },
});

const overNetwork: TestServer = {
  get database() {
    return server.database;
  },
  listen: () => server.listen(),
  fetch: (request) => server.fetchByNetwork(request),
};

/** Sends requests over the network, where they may run by a plan, or in process, where they are executed. */
let isByNetwork = false;
const eitherWay: TestServer = {
  get database() {
    return server.database;
  },
  listen: () => server.listen(),
  fetch: (request) => (isByNetwork ? server.fetchByNetwork(request) : server.fetchInProcess(request)),
};

/** The lock by which writes by keys and what ends keys exclude each other, taken by neither. */
const holdKeys = (ownerId: string) => `SELECT pg_advisory_xact_lock(hashtextextended('${ownerId}', 0))`;

const HELD_ENTRY = 4_100;

beforeAll(async () => {
  // An entry of a key that is in this table is written once the lock is free: its transaction has decided, and is not committed.
  await server.database.query(`
    CREATE TABLE test_held (key_id text PRIMARY KEY);
    CREATE FUNCTION test_hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF EXISTS (SELECT FROM test_held WHERE key_id = NEW.actor_key_id) THEN
        PERFORM pg_advisory_xact_lock_shared(${HELD_ENTRY});
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER test_hold BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION test_hold()`);
});

type Setting = { readonly world: World; readonly by: Credentials };

async function makeSetting(): Promise<Setting> {
  const world = await makeWorld(server);
  // Has every scope, so that it may rotate any key.
  return { world, by: world.organization.credentials };
}

/** What keys without a list of scopes lack. */
function scopesFor(name: string) {
  if (name.startsWith('updateOrganization')) return { scopes: ['organization:write' as const] };
  const isPurge = name === 'purgeProject' || name === 'deleteProject permanently';
  return isPurge ? { scopes: ['projects:write' as const, 'projects:purge' as const] } : {};
}

const makeVictim = ({ organization, project }: World, actor: AuditCase['actor'], input: object = {}) =>
  actor === 'project'
    ? makeProjectKey(server, organization, project, input)
    : makeKey(server, organization, input);

const ownerOf = ({ organization, project }: World, actor: AuditCase['actor']) =>
  actor === 'project' ? project.id : organization.id;

const byKeys = Object.entries(auditCases).filter(([, { actor }]) => actor !== 'operator');

const endingsOf = ({ actor }: AuditCase): readonly (readonly [string, Ending])[] =>
  Object.entries(actor === 'project' ? { ...endings, ...projectEndings } : endings);

const entriesOf = async ({ id }: KeyWorld) => {
  const rows = await server.database.query<{ result: string }>(
    `SELECT result FROM audit_entry WHERE actor_key_id = '${id}'`,
  );
  return rows.map(({ result }) => result);
};

/** Caches the identity of the key, which plans need. */
async function remember({ credentials }: KeyWorld): Promise<void> {
  for (let time = 0; time < 2; time++) await send(overNetwork, Viewer, {}, credentials);
}

/** Whether the refusal comes from the mutation itself. */
const isDenied = (how: string) => how === 'is limited to other addresses';

describe.each(byKeys.map(([name, auditCase], index) => ({ name, auditCase, index })))(
  '$name does nothing by a key that',
  ({ name, auditCase, index }) => {
    test('is revoked or restricted after its authentication', async () => {
      const { world, by } = await makeSetting();
      const { attempt } = await auditCase.prepare(eitherWay, world);
      for (const [place, [how, end]] of endingsOf(auditCase).entries()) {
        isByNetwork = (index + place) % 2 === 1;
        const victim = await makeVictim(world, auditCase.actor, scopesFor(name));
        await remember(victim);
        await whileLocked(server, holdKeys(ownerOf(world, auditCase.actor)), async (letGo) => {
          const ended = end({ server, world, victim, by });
          await untilWaiting(server, 1);
          const attempted = attempt(victim.credentials);
          await untilWaiting(server, 2);
          await letGo();
          await ended;
          const refusal = refusalOf(await attempted);
          expect(refusal, how).toEqual(refusalOf(await send(server, Viewer, {}, victim.credentials)));
          expect([401, 403], how).toContain(refusal.status);
        });
        expect(await entriesOf(victim), how).toEqual(isDenied(how) ? ['DENIED'] : []);
      }
    });

    test('expires after its authentication', async () => {
      const { world } = await makeSetting();
      const { attempt } = await auditCase.prepare(server, world);
      const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
      const victim = await makeVictim(world, auditCase.actor, { ...scopesFor(name), expiresAt });
      const before = await rowsWithoutDenials(server, world.organization.id);
      await whileLocked(server, holdKeys(ownerOf(world, auditCase.actor)), async (letGo) => {
        const attempted = attempt(victim.credentials);
        await untilWaiting(server, 1);
        aheadMs = 3_600_001;
        await letGo();
        const refusal = refusalOf(await attempted);
        aheadMs = 0;
        expect(refusal).toEqual({ status: 401, code: 'UNAUTHENTICATED', reason: 'KEY_EXPIRED' });
      });
      expect(await rowsWithoutDenials(server, world.organization.id)).toEqual(before);
    });
  },
);

describe('revoking a key waits for its transactions in progress:', () => {
  const meetings = byKeys.flatMap(([name, auditCase], index) => {
    const ways = endingsOf(auditCase);
    const chosen = /^(createApiKey|createProject|recordToolCalls)/.test(name)
      ? ways
      : [ways[index % ways.length] ?? ways[0]];
    return chosen.flatMap((way) => (way ? [{ name, auditCase, how: way[0], end: way[1] }] : []));
  });

  test.each(meetings)('$name, by a key that $how', async ({ name, auditCase, end }) => {
    const { world, by } = await makeSetting();
    const victim = await makeVictim(world, auditCase.actor, scopesFor(name));
    const { attempt } = await auditCase.prepare(server, world);
    await server.database.query(`INSERT INTO test_held VALUES ('${victim.id}')`);
    const held = `SELECT pg_advisory_xact_lock(${HELD_ENTRY})`;
    await whileLocked(server, held, async (letGo) => {
      const attempted = attempt(victim.credentials);
      await untilWaiting(server, 1);
      const ended = trackCompletion(end({ server, world, victim, by }));
      await untilWaiting(server, 2);
      expect(ended.isDone).toBe(false);
      await letGo();
      expect((await attempted).errors).toEqual([]);
      await ended.done;
    });
    const [last] = await server.database.query<{ isVictims: boolean }>(`
      SELECT actor_key_id = '${victim.id}' AS "isVictims" FROM audit_entry
      WHERE organization_id = '${world.organization.id}' ORDER BY position DESC LIMIT 1`);
    expect(last?.isVictims ?? false).toBe(false);
  });
});
