import { describe, expect, test } from 'vitest';
import { removedTypes } from '../../../src/domain/deletion-preview/types.ts';
import { refusalOf, run, send } from '../../support/client.ts';
import { makeKey, makeProjectKey } from '../../support/fixtures/api-key.ts';
import { makeAuthConfig } from '../../support/fixtures/auth-config.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import {
  countsOf,
  type PreviewedType,
  previewed,
  previewOf,
} from '../../support/fixtures/deletion-preview.ts';
import { makeSession } from '../../support/fixtures/session.ts';
import { makeTrigger } from '../../support/fixtures/trigger.ts';
import { makeSubscription } from '../../support/fixtures/webhook.ts';
import { makeOrganization, makeProject, makeWorld } from '../../support/fixtures.ts';
import { DeleteAuthConfig } from '../../support/operations/auth-config.ts';
import { PreviewDeletion, PreviewStops } from '../../support/operations/deletion-preview.ts';
import { DeleteProject } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

const types = Object.keys(previewed) as PreviewedType[];

describe('a preview for a key that is limited to scopes', () => {
  test.each(Object.entries(removedTypes).filter(([, { scope }]) => scope !== null))(
    'withholds %s of a project without its scope, whether or not there is any',
    async (type, { scope }) => {
      const { organization, project } = await makeWorld(server);
      const granted = await makeKey(server, organization, { scopes: ['projects:read', scope ?? ''] });
      const lacking = await makeKey(server, organization, { scopes: ['projects:read'] });
      for (const isThere of [false, true]) {
        if (isThere) await makeTrigger(server, project);
        expect((await previewOf(server, project.id, granted.credentials)).withheld).not.toContain(type);
        expect(await previewOf(server, project.id, lacking.credentials)).toMatchObject({
          removes: [],
          withheld: expect.arrayContaining([type]),
          estimatedPurgeSeconds: 0,
        });
      }
    },
  );

  test('counts what the key may read, and has the same fingerprint as for every other key', async () => {
    const { organization, project } = await makeWorld(server);
    const { authConfig } = await makeConnectedAccount(server, project);
    await makeTrigger(server, project);
    await makeSession(server, project);
    const scopes = ['projects:write', 'triggers:read', 'auth_configs:write'];
    const limited = await makeKey(server, organization, { scopes });
    for (const id of [project.id, authConfig.id]) {
      const preview = await previewOf(server, id, limited.credentials);
      const whole = await previewOf(server, id, organization.credentials);
      const readable = whole.removes.filter(({ type }) => type === 'TRIGGER' || type === 'AUTH_CONFIG');
      expect(preview.removes).toEqual(readable);
      expect(preview.fingerprint).toBe(whole.fingerprint);
    }
  });

  test('is compared with changes of withheld types too', async () => {
    const { organization, project } = await makeWorld(server);
    const { credentials } = await makeKey(server, organization, { scopes: ['projects:write'] });
    const { fingerprint } = await previewOf(server, project.id, credentials);
    await makeAuthConfig(server, project);
    const input = { id: project.id, expectedFingerprint: fingerprint };
    const error = await refusalOf(server, DeleteProject, { input }, credentials);
    expect(error.extensions).toMatchObject({
      code: 'CONFLICT',
      reason: 'CHANGED_SINCE_PREVIEW',
      field: 'expectedFingerprint',
      suggestedFix: expect.stringContaining('deletionPreview'),
    });
  });

  test('omits the blocker IN_USE for a key that may not read accounts', async () => {
    const { organization, project } = await makeWorld(server);
    const { authConfig } = await makeConnectedAccount(server, project);
    const limited = await makeProjectKey(server, organization, project, { scopes: ['auth_configs:write'] });
    const preview = await previewOf(server, authConfig.id, limited.credentials);
    expect(preview).toMatchObject({ blockers: [], withheld: ['CONNECTED_ACCOUNT', 'TRIGGER'] });
  });

  test('needs config:read for the keys that stop, and usage:read for their calls', async () => {
    const { organization, project } = await makeWorld(server);
    const stopsFor = async (...scopes: string[]) => {
      const { credentials } = await makeKey(server, organization, { scopes });
      return send(server, PreviewStops, { id: project.id }, credentials);
    };
    const { errors } = await stopsFor('projects:read');
    expect(errors).toMatchObject([{ extensions: { reason: 'SCOPE_MISSING' } }]);
    const { data } = await stopsFor('projects:read', 'config:read');
    expect(data?.node).toMatchObject({ deletionPreview: { stops: [{ callsLast7Days: null }] } });
  });
});

describe('a preview is for the keys that may call the deletion', () => {
  test('a project key reads those of its auth configs, accounts and webhook subscriptions', async () => {
    const world = await makeWorld(server);
    for (const type of ['AuthConfig', 'ConnectedAccount', 'WebhookSubscription'] as const) {
      const id = await previewed[type].make(server, world);
      const preview = await previewOf(server, id, world.project.credentials);
      expect(preview.fingerprint).toBe(
        (await previewOf(server, id, world.organization.credentials)).fingerprint,
      );
    }
  });

  test.each(['Project', 'ApiKey'] as const)('of %s it is not for a project key', async (type) => {
    const world = await makeWorld(server);
    const id = await previewed[type].make(server, world);
    const error = await refusalOf(server, PreviewDeletion, { id }, world.project.credentials);
    expect(error.extensions.reason).toBe('WRONG_KEY_KIND');
  });

  test.each([
    ['Project', ['projects:read']],
    ['ApiKey', ['config:read', 'api_keys:read']],
    ['AuthConfig', ['auth_configs:read']],
    ['ConnectedAccount', ['connected_accounts:read']],
    ['WebhookSubscription', ['webhooks:read']],
  ] as const)('of %s it needs the scopes that read it, and none that changes it', async (type, scopes) => {
    const world = await makeWorld(server);
    const id = await previewed[type].make(server, world);
    const { credentials } = await makeKey(server, world.organization, { scopes: [...scopes] });
    expect((await previewOf(server, id, credentials)).fingerprint).toHaveLength(43);
    for (const missing of scopes) {
      const others = scopes.filter((scope) => scope !== missing);
      const lacks = await makeKey(server, world.organization, { scopes: [...others, 'sessions:read'] });
      const { errors } = await send(server, PreviewDeletion, { id }, lacks.credentials);
      expect(errors.map(({ extensions }) => extensions.reason)).toContain('SCOPE_MISSING');
    }
  });
});

describe('a preview isolates tenants', () => {
  test.each(types)(
    'of %s is null for another organization, another project and a restricted key',
    async (type) => {
      const world = await makeWorld(server);
      const id = await previewed[type].make(server, world);
      const sibling = await makeProject(server, world.organization);
      const pinned = await makeKey(server, world.organization, { projectIds: [sibling.id] });
      const { credentials } = await makeOrganization(server);
      for (const foreign of [credentials, sibling.credentials, pinned.credentials])
        expect((await run(server, PreviewDeletion, { id }, foreign)).node).toBeNull();
      const own = await makeKey(server, world.organization, { projectIds: [world.project.id] });
      const preview = await previewOf(server, id, own.credentials);
      expect(preview).toEqual(await previewOf(server, id, world.organization.credentials));
    },
  );

  test('of the organization itself is not visible to a restricted key', async () => {
    const { organization, project } = await makeWorld(server);
    const key = await makeKey(server, organization);
    const subscription = await makeSubscription(server, organization);
    const pinned = await makeKey(server, organization, { projectIds: [project.id] });
    for (const { id } of [key, subscription])
      expect((await run(server, PreviewDeletion, { id }, pinned.credentials)).node).toBeNull();
  });

  test('counts nothing of another project of the organization', async () => {
    const { organization, project } = await makeWorld(server);
    await makeTrigger(server, project);
    const empty = await makeProject(server, organization);
    const preview = await previewOf(server, empty.id, organization.credentials);
    expect(countsOf(preview)).toEqual({ API_KEY: 1 });
  });
});

test('a deletion that is rejected for its fingerprint says nothing of foreign objects', async () => {
  const { project } = await makeWorld(server);
  const foreign = await makeWorld(server);
  const { id } = await makeAuthConfig(server, foreign.project);
  const input = { id, cascade: true, expectedFingerprint: 'guessed' };
  const error = await refusalOf(server, DeleteAuthConfig, { input }, project.credentials);
  expect(error.extensions.reason).toBe('AUTH_CONFIG_NOT_FOUND');
});
