import { describe, expect, test } from 'vitest';
import { organizationKey, projectKey, run, send } from '../../support/client.ts';
import { untilWaiting, whileLocked } from '../../support/database/transaction.ts';
import { archive, restore } from '../../support/fixtures/project-archive.ts';
import { makeSubscription } from '../../support/fixtures/webhook.ts';
import { makeProject, makeWorld, type World } from '../../support/fixtures.ts';
import { JSON_TYPE, request } from '../../support/http/request.ts';
import { UpdateApiKey, VerifyApiKey } from '../../support/operations/api-key.ts';
import { GetProject } from '../../support/operations/project.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'network' });

const report = async (secret: string) => {
  const init = { method: 'POST', headers: JSON_TYPE, body: JSON.stringify({ secrets: [secret] }) };
  expect((await request(server, '/keys/revoke', init)).status).toBe(200);
};

const reasonOf = async (secret: string) => {
  const { errors } = await send(server, Viewer, {}, projectKey(secret));
  return errors[0]?.extensions.reason ?? null;
};

const keysOf = async ({ organization, project }: World) => {
  const { credentials } = organization;
  return (await run(server, GetProject, { id: project.id }, credentials)).project.apiKeys;
};

const isRecorded = ({ organization }: World) =>
  server.database.query(`
    SELECT changes->>'cause' AS cause FROM audit_entry
    WHERE organization_id = '${organization.id}' AND action = 'API_KEY_REVOKED'`);

describe('the key of an archived project', () => {
  test('is verified as such', async () => {
    const world = await makeWorld(server);
    await archive(server, world);
    const variables = { secret: world.project.secret };
    const { verifyApiKey } = await run(server, VerifyApiKey, variables, world.organization.credentials);
    expect(verifyApiKey).toMatchObject({ isValid: false, code: 'PROJECT_ARCHIVED', apiKey: null });
  });

  test('is revoked for good when its secret is reported as leaked, with an entry and an event', async () => {
    const world = await makeWorld(server);
    const { id: subscriptionId } = await makeSubscription(server, world.organization, {
      events: ['API_KEY_REVOKED'],
    });
    const id = await archive(server, world);
    await report(world.project.secret);
    expect(await reasonOf(world.project.secret)).toBe('KEY_REVOKED');
    expect(await isRecorded(world)).toEqual([{ cause: 'LEAKED' }]);
    const emitted = await server.database.query(
      `SELECT event_type FROM webhook_delivery WHERE subscription_id = '${subscriptionId}'`,
    );
    expect(emitted).toEqual([{ event_type: 'api_key.revoked' }]);
    await restore(server, world, { id });
    expect(await keysOf(world)).toEqual([]);
    expect(await reasonOf(world.project.secret)).toBe('KEY_REVOKED');
  });

  test.each(['archive', 'restore'] as const)(
    'is revoked when its secret is reported beside the %s of the project',
    async (move) => {
      const world = await makeWorld(server);
      const { id, secret } = world.project;
      if (move === 'restore') await archive(server, world);
      const table = move === 'restore' ? 'archived_project' : 'project';
      await whileLocked(server, `SELECT FROM ${table} WHERE id = '${id}' FOR UPDATE`, async (letGo) => {
        const moving = move === 'restore' ? restore(server, world, { id }) : archive(server, world);
        await untilWaiting(server, 1);
        const reporting = report(secret);
        await letGo();
        await Promise.all([moving, reporting]);
      });
      expect(await reasonOf(secret)).toBe('KEY_REVOKED');
    },
  );

  test('of several projects, only those of the archived one are rejected', async () => {
    const world = await makeWorld(server);
    const sibling = await makeProject(server, world.organization);
    await archive(server, world);
    expect(await reasonOf(sibling.secret)).toBeNull();
    const { data } = await send(server, Viewer, {}, organizationKey(world.organization.secret));
    expect(data?.viewer.organization.id).toBe(world.organization.id);
  });

  test('cannot be enabled while the project is archived', async () => {
    const world = await makeWorld(server);
    const [key] = await keysOf(world);
    await archive(server, world);
    const input = { id: key?.id ?? '', enabled: true };
    const { errors } = await send(server, UpdateApiKey, { input }, world.organization.credentials);
    expect(errors).toMatchObject([{ extensions: { reason: 'API_KEY_NOT_FOUND' } }]);
  });
});
