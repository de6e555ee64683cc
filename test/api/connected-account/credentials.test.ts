import { describe, expect, test } from 'vitest';
import { run } from '../../support/client.ts';
import { makeAuthConfig } from '../../support/fixtures/auth-config.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { makeProject, makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { GetConnectedAccount, ListConnectedAccounts } from '../../support/operations/connected-account.ts';
import { UpdateProjectConfig } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

const CREDENTIALS = {
  access_token: 'gho_0123456789abcdef',
  client_id: 'a-client-id-of-some-length',
  twelve: 'abcdefghijkl',
  eleven: 'abcdefghijk',
  emoji: '😀😁😂🤣😃😄😅😆😉😊😋😎',
  empty: '',
};

const MASKED = {
  access_token: 'gho_...',
  client_id: 'a-cl...',
  twelve: 'abcd...',
  eleven: '...',
  emoji: '😀😁😂🤣...',
  empty: '...',
};

const REDACTED = Object.fromEntries(Object.keys(CREDENTIALS).map((name) => [name, 'REDACTED']));

const read = async ({ credentials }: Pick<ProjectWorld, 'credentials'>, id: string, projectId?: string) =>
  (await run(server, GetConnectedAccount, { projectId: projectId ?? null, id }, credentials)).project
    .connectedAccount?.credentials;

const setMasking = ({ credentials }: ProjectWorld, maskSecretKeysInConnectedAccount: boolean) =>
  run(server, UpdateProjectConfig, { input: { maskSecretKeysInConnectedAccount } }, credentials);

describe('credentials of connected accounts', () => {
  test('are masked to their first characters until maskSecretKeys is off', async () => {
    const { organization, project } = await makeWorld(server);
    const { id, credentials } = await makeConnectedAccount(server, project, { credentials: CREDENTIALS });
    expect(credentials).toEqual(MASKED);
    for (const reader of [project, organization]) expect(await read(reader, id, project.id)).toEqual(MASKED);
    await setMasking(project, false);
    for (const reader of [project, organization])
      expect(await read(reader, id, project.id)).toEqual(CREDENTIALS);
    await setMasking(project, true);
    expect(await read(project, id)).toEqual(MASKED);
  });

  test('are always REDACTED where the auth config is managed', async () => {
    const { project } = await makeWorld(server);
    const { id: authConfigId } = await makeAuthConfig(server, project, { isManaged: true });
    const { id } = await makeConnectedAccount(server, project, { authConfigId, credentials: CREDENTIALS });
    expect(await read(project, id)).toEqual(REDACTED);
    await setMasking(project, false);
    expect(await read(project, id)).toEqual(REDACTED);
  });

  test('are masked in a list by the auth config of each account', async () => {
    const { project } = await makeWorld(server);
    const { id: authConfigId } = await makeAuthConfig(server, project, { isManaged: true });
    await makeConnectedAccount(server, project, { authConfigId, credentials: CREDENTIALS });
    await makeConnectedAccount(server, project, { credentials: CREDENTIALS });
    await setMasking(project, false);
    const { connectedAccounts } = (await run(server, ListConnectedAccounts, {}, project.credentials)).project;
    expect(connectedAccounts.nodes.map(({ credentials }) => credentials)).toEqual([CREDENTIALS, REDACTED]);
  });
});

describe('credentials of connected accounts isolate tenants', () => {
  test('the setting of one project does not unmask credentials of another one', async () => {
    const { organization, project } = await makeWorld(server);
    const sibling = await makeProject(server, organization);
    const { id } = await makeConnectedAccount(server, sibling, { credentials: CREDENTIALS });
    await setMasking(project, false);
    expect(await read(sibling, id)).toEqual(MASKED);
    expect(await read(organization, id, sibling.id)).toEqual(MASKED);
  });
});
