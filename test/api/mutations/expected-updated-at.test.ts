import { isInputObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../../../src/graphql/schema.ts';
import type { TypedDocumentString } from '../../generated/graphql.ts';
import { type Credentials, type Done, refusalOf, run } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { makeProjectKey } from '../../support/fixtures/api-key.ts';
import { makeAuthConfig } from '../../support/fixtures/auth-config.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { makeTrigger } from '../../support/fixtures/trigger.ts';
import { makeSubscription } from '../../support/fixtures/webhook.ts';
import { makeWorld, type World } from '../../support/fixtures.ts';
import { KeyUpdatedAt, UpdateApiKey } from '../../support/operations/api-key.ts';
import { UpdateAuthConfig } from '../../support/operations/auth-config.ts';
import { UpdateConnectedAccount } from '../../support/operations/connected-account.ts';
import { UpdateMcpServer } from '../../support/operations/mcp-server.ts';
import { UpdateOrganization } from '../../support/operations/organization.ts';
import { GetProject, UpdateProject, UpdateProjectConfig } from '../../support/operations/project.ts';
import { DeleteTrigger, UpsertTrigger } from '../../support/operations/trigger.ts';
import { UpdateWebhookSubscription } from '../../support/operations/webhook.ts';
import { useServer } from '../../support/server.ts';

// The clock stands still: changes must be noticed nevertheless.
const instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ overrides: { clock: { now: () => instant } } });

type Expected = { readonly expectedUpdatedAt?: string | null };

/** An object that can be updated. */
type Updatable = {
  /** As read before any update. */
  readonly updatedAt: string;
  /** Gives it a value that depends on the number, and returns its `updatedAt` after that. */
  readonly update: (value: number, expected?: Expected) => Promise<string>;
  /** The error of such an update. */
  readonly reject: (value: number, expected: Expected) => ReturnType<typeof refusalOf>;
};

/** Calls a mutation with a value and the expected `updatedAt`. */
function updatable<Data, Input>(
  updatedAt: string,
  document: TypedDocumentString<Data, { input: Input }>,
  credentials: Credentials,
  { input, updatedAtIn }: { input: (value: number) => Input; updatedAtIn: (data: Done<Data>) => string },
): Updatable {
  const variables = (value: number, expected: Expected) => ({ input: { ...input(value), ...expected } });
  return {
    updatedAt,
    update: async (value, expected = {}) =>
      updatedAtIn(await run(server, document, variables(value, expected), credentials)),
    reject: (value, expected) => refusalOf(server, document, variables(value, expected), credentials),
  };
}

const deep = (data: unknown): string => /"updatedAt":"([^"]+)"/.exec(JSON.stringify(data))?.[1] ?? '';

const readKey = async (id: string, credentials: Credentials) =>
  deep(await run(server, KeyUpdatedAt, { id }, credentials));

const updates: Readonly<Record<string, (world: World) => Promise<Updatable>>> = {
  updateApiKey: async ({ organization, project }) => {
    const { id } = await makeProjectKey(server, organization, project);
    const key = updatable(
      await readKey(id, organization.credentials),
      UpdateApiKey,
      organization.credentials,
      {
        input: (value) => ({ id, name: `name-${value}` }),
        updatedAtIn: () => '',
      },
    );
    const update: Updatable['update'] = async (...change) => {
      await key.update(...change);
      return readKey(id, organization.credentials);
    };
    return { ...key, update };
  },
  updateAuthConfig: async ({ project }) => {
    const { id, updatedAt } = await makeAuthConfig(server, project);
    const input = (value: number) => ({ id, name: `name-${value}` });
    return updatable(updatedAt, UpdateAuthConfig, project.credentials, { input, updatedAtIn: deep });
  },
  updateConnectedAccount: async ({ project }) => {
    const { id, updatedAt } = await makeConnectedAccount(server, project);
    const input = (value: number) => ({ id, alias: `alias-${value}` });
    return updatable(updatedAt, UpdateConnectedAccount, project.credentials, { input, updatedAtIn: deep });
  },
  updateMcpServer: async ({ project }) => {
    const { id, updatedAt } = await makeMcpServer(server, project);
    const input = (value: number) => ({ id, name: `name-${value}` });
    return updatable(updatedAt, UpdateMcpServer, project.credentials, { input, updatedAtIn: deep });
  },
  updateOrganization: async ({ organization }) => {
    const { updateOrganization } = await run(
      server,
      UpdateOrganization,
      { input: {} },
      organization.credentials,
    );
    const input = (value: number) => ({ name: `name-${value}` });
    const { updatedAt } = updateOrganization.organization;
    return updatable(updatedAt, UpdateOrganization, organization.credentials, { input, updatedAtIn: deep });
  },
  updateProject: async ({ organization, project }) => {
    const found = await run(server, GetProject, { id: project.id }, organization.credentials);
    const input = (value: number) => ({ id: project.id, name: `name-${value}` });
    return updatable(found.project.updatedAt, UpdateProject, organization.credentials, {
      input,
      updatedAtIn: deep,
    });
  },
  updateProjectConfig: async ({ project }) => {
    const { updateProjectConfig } = await run(
      server,
      UpdateProjectConfig,
      { input: {} },
      project.credentials,
    );
    const input = (value: number) => ({ displayName: `name-${value}` });
    const { updatedAt } = updateProjectConfig.project.config;
    return updatable(updatedAt, UpdateProjectConfig, project.credentials, {
      input,
      updatedAtIn: ({ updateProjectConfig: changed }) => changed.project.config.updatedAt,
    });
  },
  updateWebhookSubscription: async ({ project }) => {
    const { id, updatedAt } = await makeSubscription(server, project);
    const input = (value: number) => ({ id, description: `note ${value}` });
    return updatable(updatedAt, UpdateWebhookSubscription, project.credentials, { input, updatedAtIn: deep });
  },
  upsertTrigger: async ({ project }) => {
    const { slug, connectedAccount, updatedAt } = await makeTrigger(server, project);
    const input = (value: number) => ({ slug, connectedAccountId: connectedAccount.id, config: { value } });
    return updatable(updatedAt, UpsertTrigger, project.credentials, { input, updatedAtIn: deep });
  },
};

const CHANGED = { code: 'CONFLICT', reason: 'CHANGED_MEANWHILE', field: 'expectedUpdatedAt' };

describe.each(Object.entries(updates))('%s with expectedUpdatedAt', (_name, make) => {
  test('updates what is as the client read it, and nothing that has changed since', async () => {
    const world = await makeWorld(server);
    const { updatedAt, update, reject } = await make(world);
    const second = await update(1, { expectedUpdatedAt: updatedAt });
    expect(Date.parse(second)).toBeGreaterThan(Date.parse(updatedAt));
    const before = await rowsOf(server, world.organization.id);
    expect((await reject(2, { expectedUpdatedAt: updatedAt })).extensions).toMatchObject(CHANGED);
    // Also where the values would not change anything.
    expect((await reject(1, { expectedUpdatedAt: updatedAt })).extensions).toMatchObject(CHANGED);
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
    const third = await update(2, { expectedUpdatedAt: second });
    expect(Date.parse(third)).toBeGreaterThan(Date.parse(second));
  });

  test('lets one of several concurrent updates succeed', async () => {
    const { updatedAt, update } = await make(await makeWorld(server));
    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4].map((value) => update(value, { expectedUpdatedAt: updatedAt })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(String(outcome.reason)).toContain('CHANGED_MEANWHILE');
  });

  test('updates whatever has changed when it is null or absent', async () => {
    const { update } = await make(await makeWorld(server));
    await update(1);
    await update(2, { expectedUpdatedAt: null });
  });
});

test('upsertTrigger with expectedUpdatedAt does not create a trigger that was deleted meanwhile', async () => {
  const { project } = await makeWorld(server);
  const { id, slug, connectedAccount, updatedAt } = await makeTrigger(server, project);
  await run(server, DeleteTrigger, { input: { id } }, project.credentials);
  const input = { slug, connectedAccountId: connectedAccount.id, expectedUpdatedAt: updatedAt };
  const { extensions } = await refusalOf(server, UpsertTrigger, { input }, project.credentials);
  expect(extensions).toMatchObject(CHANGED);
});

test('the tests above cover every input of an update', () => {
  const inputs = Object.values(schema.getTypeMap()).flatMap((type) =>
    isInputObjectType(type) && /^(Update|Upsert)\w+Input$/.test(type.name) ? [type] : [],
  );
  for (const type of inputs) expect(Object.keys(type.getFields()), type.name).toContain('expectedUpdatedAt');
  const mutations = inputs.map(
    ({ name }) => `${name.charAt(0).toLowerCase()}${name.slice(1, -'Input'.length)}`,
  );
  expect(Object.keys(updates).sort()).toEqual(mutations.sort());
});
