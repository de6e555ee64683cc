import { describe, expect, test } from 'vitest';
import { type Answer, run, send } from '../../support/client.ts';
import { untilWaiting, whenBlocked, whileLocked } from '../../support/database/transaction.ts';
import { type KeyWorld, makeKey } from '../../support/fixtures/api-key.ts';
import { type Ending, endings, refusalOf } from '../../support/fixtures/key-endings.ts';
import { freshName, makeWorld, type World } from '../../support/fixtures.ts';
import {
  CreateApiKey,
  RegenerateApiKey,
  RotateApiKey,
  UpdateApiKey,
} from '../../support/operations/api-key.ts';
import { CreateProject } from '../../support/operations/project.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'each' });

/** Holds the lock that writes by keys and operations that end keys take. */
const holdKeys = ({ organization: { id } }: World) =>
  `SELECT pg_advisory_xact_lock(hashtextextended('${id}', 0))`;

type Write = (world: World, key: KeyWorld) => Promise<Answer<unknown>>;

const writes: Readonly<Record<string, Write>> = {
  createApiKey: ({ project }, { credentials }) =>
    send(server, CreateApiKey, { input: { projectId: project.id, name: freshName('made') } }, credentials),
  'createProject with a key': (_world, { credentials }) =>
    send(
      server,
      CreateProject,
      { input: { name: freshName('made'), shouldCreateApiKey: true } },
      credentials,
    ),
  regenerateApiKey: ({ project }, { credentials }) =>
    send(server, RegenerateApiKey, { input: { projectId: project.id } }, credentials),
};

const byKey = (key: KeyWorld) => `FROM audit_entry WHERE actor_key_id = '${key.id}'`;

/** Asks again and again until it is refused, as several clients do at once. */
async function keepAsking(ask: () => Promise<Answer<unknown>>): Promise<readonly Answer<unknown>[]> {
  const asking = Array.from({ length: 12 }, async () => {
    for (;;) {
      const answer = await ask();
      if (answer.status === 401) return answer;
    }
  });
  return Promise.all(asking);
}

const ends = ['is revoked', 'is reported as leaked', 'is disabled'].flatMap((how) =>
  endings[how] ? [{ how, end: endings[how] }] : [],
);

const races = ends.flatMap(({ how, end }) =>
  Object.entries(writes).map(([name, write]) => ({ name, write, how, end })),
);

describe('a key under load', () => {
  test.each(races)('performs no $name after the response says that it $how', async ({ write, end }) => {
    const world = await makeWorld(server);
    const victim = await makeKey(server, world.organization);
    const refused = keepAsking(() => write(world, victim));
    const done = () =>
      server.database.query<{ count: number }>(`SELECT count(*)::int AS count ${byKey(victim)}`);
    for (;;) {
      const [entries] = await done();
      if (entries && entries.count > 12) break;
    }
    await end({ server, world, victim, by: world.organization.credentials });
    const atOnce = await done();
    for (const { status } of await refused) expect(status).toBe(401);
    expect(await done()).toEqual(atOnce);
  });
});

describe('a key', () => {
  const selves: readonly (readonly [string, Ending | undefined, Write])[] = [
    [
      'that is disabled does not enable itself',
      endings['is disabled'],
      (_world, { id, credentials }) =>
        send(server, UpdateApiKey, { input: { id, enabled: true } }, credentials),
    ],
    [
      'that is rotated away does not rotate itself',
      endings['is rotated without an overlap'],
      (_world, { id, credentials }) =>
        send(server, RotateApiKey, { input: { id, overlapSeconds: 0 } }, credentials),
    ],
    [
      'that is limited to other addresses does not open itself',
      endings['is limited to other addresses'],
      (_world, { id, credentials }) =>
        send(server, UpdateApiKey, { input: { id, allowedIps: null } }, credentials),
    ],
  ];

  test.each(selves)('%s, whatever its state was when it was authenticated', async (_name, end, write) => {
    const world = await makeWorld(server);
    const victim = await makeKey(server, world.organization);
    await whileLocked(server, holdKeys(world), async (letGo) => {
      const ended = end?.({ server, world, victim, by: world.organization.credentials });
      await untilWaiting(server, 1);
      const attempted = write(world, victim);
      await untilWaiting(server, 2);
      await letGo();
      await ended;
      const refusal = refusalOf(await attempted);
      expect(refusal).toEqual(refusalOf(await send(server, Viewer, {}, victim.credentials)));
      expect([401, 403]).toContain(refusal.status);
    });
  });

  test('accepts a former secret until the overlap ends and rejects it once the overlap is shortened', async () => {
    const world = await makeWorld(server);
    const victim = await makeKey(server, world.organization);
    const by = world.organization.credentials;
    await run(server, RotateApiKey, { input: { id: victim.id, overlapSeconds: 600 } }, by);
    for (const write of Object.values(writes)) expect((await write(world, victim)).errors).toEqual([]);
    for (const write of Object.values(writes)) {
      const fresh = await makeKey(server, world.organization);
      await run(server, RotateApiKey, { input: { id: fresh.id, overlapSeconds: 600 } }, by);
      await whileLocked(server, holdKeys(world), async (letGo) => {
        const ended = run(server, RotateApiKey, { input: { id: fresh.id, overlapSeconds: 0 } }, by);
        await untilWaiting(server, 1);
        const attempted = write(world, fresh);
        await untilWaiting(server, 2);
        await letGo();
        await ended;
        expect(refusalOf(await attempted)).toMatchObject({ status: 401, reason: 'KEY_REVOKED' });
      });
    }
  });

  test('restricted to fewer IP ranges issues no key for other addresses', async () => {
    const world = await makeWorld(server);
    for (const write of Object.values(writes)) {
      const key = await makeKey(server, world.organization);
      await send(server, Viewer, {}, key.credentials);
      const answer = await whenBlocked(server, {
        by: `${holdKeys(world)}; UPDATE api_key SET allowed_ips = '{127.0.0.0/8,::/0}' WHERE id = '${key.id}'`,
        work: () => write(world, key),
      });
      expect(['KEY_EXCEEDS_OWN_PERMISSIONS', 'IP_NOT_ALLOWED']).toContain(
        answer.errors[0]?.extensions.reason,
      );
    }
  });

  test('and another one that revoke each other concurrently do not deadlock: one of them survives', async () => {
    for (let round = 0; round < 5; round++) {
      const world = await makeWorld(server);
      const [one, other] = [
        await makeKey(server, world.organization),
        await makeKey(server, world.organization),
      ];
      const meet = [
        { victim: one, by: other },
        { victim: other, by: one },
      ].map(({ victim, by }) =>
        endings['is revoked']?.({ server, world, victim, by: by.credentials }).then(
          () => 'done',
          (error: Error) => (/KEY_REVOKED/.test(error.message) ? 'refused' : error.message),
        ),
      );
      expect((await Promise.all(meet)).toSorted()).toEqual(['done', 'refused']);
    }
  });
});
