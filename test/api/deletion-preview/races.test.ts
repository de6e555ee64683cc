import { describe, expect, test } from 'vitest';
import { disableGone } from '../../../src/domain/webhook/disable.ts';
import { untilWaiting, whileLocked } from '../../support/database/transaction.ts';
import { openScope } from '../../support/fixtures/audit-log/chain.ts';
import { type Change, configurationChanges } from '../../support/fixtures/configuration-changes.ts';
import { acting, type PreviewedType, previewed, previewOf } from '../../support/fixtures/deletion-preview.ts';
import { makeSubscription } from '../../support/fixtures/webhook.ts';
import { makeWorld, type World } from '../../support/fixtures.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'network' });

const fingerprintOf = async (id: string, { organization }: World) =>
  (await previewOf(server, id, organization.credentials)).fingerprint;

/** The table of each kind of object, whose row a change and the deletion lock. */
const tables: Readonly<Record<PreviewedType, string>> = {
  Project: 'project',
  AuthConfig: 'auth_config',
  ConnectedAccount: 'connected_account',
  ApiKey: 'api_key',
  WebhookSubscription: 'webhook_subscription',
};

const changes = (Object.keys(tables) as PreviewedType[]).flatMap((type) =>
  Object.entries<Change>(configurationChanges[type]).map(([what, change]) => ({ type, what, change })),
);

/** A change and the deletion of a new object, with the fingerprint from before the change. */
const prepared = async (type: PreviewedType, change: Change) => {
  const world = await makeWorld(server);
  const id = await previewed[type].make(server, world);
  const apply = await change({ server, world, id, credentials: acting(world) });
  const expectedFingerprint = await fingerprintOf(id, world);
  const remove = () => previewed[type].remove(server, world, { id, expectedFingerprint });
  return { world, id, remove, change: async () => (await apply()).errors[0]?.extensions.reason };
};

describe('a change between the preview and the deletion', () => {
  test.each(changes)(
    'of $type is seen when it commits while the deletion waits: $what',
    async ({ type, change: configure }) => {
      const { id, change, remove } = await prepared(type, configure);
      const lock = `SELECT FROM ${tables[type]} WHERE id = '${id}' FOR UPDATE`;
      const outcomes: Promise<string | undefined>[] = [];
      await whileLocked(server, lock, async (letGo) => {
        outcomes.push(change());
        await untilWaiting(server, 1);
        outcomes.push(remove());
        await untilWaiting(server, 2);
        await letGo();
        await Promise.all(outcomes);
      });
      expect(await Promise.all(outcomes)).toEqual([undefined, 'CHANGED_SINCE_PREVIEW']);
    },
  );

  test.each(Object.keys(tables) as PreviewedType[])(
    'of %s and the deletion, sent at once: exactly one of them succeeds',
    async (type) => {
      for (const configure of Object.values<Change>(configurationChanges[type])) {
        const { change, remove } = await prepared(type, configure);
        const [changed, removed] = await Promise.all([change(), remove()]);
        if (changed === undefined) expect(removed).toBe('CHANGED_SINCE_PREVIEW');
        else
          expect({ changed, removed }).toEqual({
            changed: expect.stringMatching(/_NOT_FOUND$/),
            removed: undefined,
          });
      }
    },
    60_000,
  );

  test('is seen when the system disables a webhook subscription whose endpoint is gone', async () => {
    const world = await makeWorld(server);
    const { organization, project } = world;
    const { id: subscriptionId, url } = await makeSubscription(server, project);
    const expectedFingerprint = await fingerprintOf(project.id, world);
    const { scope: context, close } = await openScope(server.database);
    const sent = {
      organizationId: organization.id,
      projectId: project.id,
      subscriptionId,
      url: new URL(url),
    };
    const lock = `SELECT FROM project WHERE id = '${project.id}' FOR UPDATE`;
    try {
      await whileLocked(server, lock, async (letGo) => {
        const disabled = disableGone(context, sent);
        await untilWaiting(server, 1);
        const removed = previewed.Project.remove(server, world, { id: project.id, expectedFingerprint });
        await untilWaiting(server, 2);
        await letGo();
        await disabled;
        expect(await removed).toBe('CHANGED_SINCE_PREVIEW');
      });
    } finally {
      await close();
    }
  });
});
