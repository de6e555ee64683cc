import { describe, expect, test } from 'vitest';
import type { ListFilteredKeysQueryVariables } from '../../generated/graphql.ts';
import { projectKey, refusalOf, run } from '../../support/client.ts';
import { statementsOf } from '../../support/database/statements.ts';
import { type KeyWorld, makeKey, makeProjectKey } from '../../support/fixtures/api-key.ts';
import { makeProject, makeWorld, type World } from '../../support/fixtures.ts';
import {
  ListFilteredKeys,
  RotateApiKey,
  SecretsOfKeys,
  UpdateApiKey,
} from '../../support/operations/api-key.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ overrides: { clock: { now: () => instant } } });

const passTime = (milliseconds = 60_000) => {
  instant = new Date(instant.getTime() + milliseconds);
  return instant.toISOString();
};

type Filter = Omit<ListFilteredKeysQueryVariables, 'projectId'>;

/** The ids of the keys of the organization itself and of its project. */
async function list({ organization, project }: World, filter: Filter) {
  const variables = { projectId: project.id, ...filter };
  const found = (await run(server, ListFilteredKeys, variables, organization.credentials)).organization;
  const idsOf = (keys: readonly { readonly id: string }[] = []) => keys.map(({ id }) => id);
  return { ofOrganization: idsOf(found.apiKeys), ofProject: idsOf(found.project?.apiKeys) };
}

/** Keys of both owners, made with the same inputs in turn, after the first keys of both. */
async function makeKeys(world: World, inputs: readonly Parameters<typeof makeKey>[2][]) {
  const ofOrganization: KeyWorld[] = [];
  const ofProject: KeyWorld[] = [];
  for (const input of inputs) {
    passTime(1);
    ofOrganization.push(await makeKey(server, world.organization, input));
    ofProject.push(await makeProjectKey(server, world.organization, world.project, input));
  }
  return { ofOrganization, ofProject };
}

const idsAt = (keys: readonly KeyWorld[], indexes: readonly number[]) =>
  indexes.map((index) => keys[index]?.id);

describe('list of keys', () => {
  test('contains the keys that match all filters, oldest first', async () => {
    const world = await makeWorld(server);
    const soon = new Date(instant.getTime() + 3_600_000).toISOString();
    const later = new Date(instant.getTime() + 7_200_000).toISOString();
    const { ofOrganization, ofProject } = await makeKeys(world, [
      {},
      { expiresAt: soon },
      { scopes: ['config:read'], expiresAt: later },
      { scopes: ['config:read'] },
    ]);
    const disabled = [ofOrganization[3], ofProject[3]];
    for (const key of disabled) {
      const input = { id: key?.id ?? '', enabled: false };
      await run(server, UpdateApiKey, { input }, world.organization.credentials);
    }
    const all = await list(world, {});
    const [first, firstOfProject] = [all.ofOrganization[0], all.ofProject[0]];
    expect(all.ofOrganization).toEqual([first, ...ofOrganization.map(({ id }) => id)]);
    expect(all.ofProject).toEqual([firstOfProject, ...ofProject.map(({ id }) => id)]);
    // The first key of an organization has every scope by name, and that of a project has none.
    const cases: readonly (readonly [
      Filter,
      ofOrganization: readonly number[],
      isFirst: boolean,
      isFirstOfProject: boolean,
    ])[] = [
      [{ enabled: false }, [3], false, false],
      [{ enabled: true }, [0, 1, 2], true, true],
      [{ expiringBefore: soon }, [], false, false],
      [{ expiringBefore: later }, [1], false, false],
      [{ hasExpiry: true }, [1, 2], false, false],
      [{ hasExpiry: false }, [0, 3], true, true],
      [{ hasScopes: true }, [2, 3], true, false],
      [{ hasScopes: false }, [0, 1], false, true],
      [{ hasScopes: true, hasExpiry: true, enabled: true }, [2], false, false],
      [{ enabled: null, hasExpiry: null }, [0, 1, 2, 3], true, true],
    ];
    // Repeated requests are planned.
    for (const [filter, indexes, isFirst, isFirstOfProject] of cases)
      for (let count = 0; count < 3; count += 1)
        expect(await list(world, filter), JSON.stringify(filter)).toEqual({
          ofOrganization: [...(isFirst ? [first] : []), ...idsAt(ofOrganization, indexes)],
          ofProject: [...(isFirstOfProject ? [firstOfProject] : []), ...idsAt(ofProject, indexes)],
        });
  });

  test('finds keys that were issued before an instant and not used since', async () => {
    const world = await makeWorld(server);
    const { organization, project } = world;
    const unused = await makeProjectKey(server, organization, project);
    const used = await makeProjectKey(server, organization, project);
    const rotated = await makeProjectKey(server, organization, project);
    const input = { id: rotated.id, overlapSeconds: 604_800 };
    await run(server, RotateApiKey, { input }, organization.credentials);
    const since = passTime();
    for (const { secret } of [used, rotated])
      await run(server, SecretsOfKeys, { projectId: project.id }, projectKey(secret));
    passTime();
    const young = await makeProjectKey(server, organization, project);
    const idsUnused = async (instantOf: string) => (await list(world, { unusedSince: instantOf })).ofProject;
    await expect.poll(() => idsUnused(since), { timeout: 5_000 }).not.toContain(rotated.id);
    const found = await idsUnused(since);
    expect(found).toContain(unused.id);
    for (const { id } of [used, young]) expect(found).not.toContain(id);
    expect(await idsUnused(passTime())).toEqual(
      expect.arrayContaining([unused.id, used.id, rotated.id, young.id]),
    );
  });

  test('does not contain keys of other projects and organizations', async () => {
    const world = await makeWorld(server);
    const sibling = await makeProject(server, world.organization);
    const foreign = await makeWorld(server);
    for (const { organization, project } of [world, { ...world, project: sibling }, foreign])
      await makeProjectKey(server, organization, project, { scopes: ['config:read'] });
    const { ofProject } = await list(world, { hasScopes: true });
    expect(ofProject).toHaveLength(1);
    expect((await list({ ...world, project: sibling }, { hasScopes: true })).ofProject).not.toEqual(
      ofProject,
    );
  });

  test('rejects an instant out of range', async () => {
    const { organization, project } = await makeWorld(server);
    const variables = { projectId: project.id, unusedSince: '-000001-01-01T00:00:00Z' };
    const { extensions } = await refusalOf(server, ListFilteredKeys, variables, organization.credentials);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

test('the secrets of many rotated keys take as many statements as those of one', async () => {
  const { organization, project } = await makeWorld(server);
  const read = async () => {
    const ask = () => run(server, SecretsOfKeys, { projectId: project.id }, organization.credentials);
    await ask();
    return (await statementsOf(ask)).length;
  };
  const rotateNew = async () => {
    const { id } = await makeProjectKey(server, organization, project);
    await run(server, RotateApiKey, { input: { id, overlapSeconds: 60 } }, organization.credentials);
  };
  await rotateNew();
  const one = await read();
  for (let count = 0; count < 4; count += 1) await rotateNew();
  expect(await read()).toBe(one);
});
