import { describe, expect, test } from 'vitest';
import { operator, refusalOf, run } from '../../support/client.ts';
import {
  deleteOrganization,
  nameOfOrganization,
  resume,
  suspend,
} from '../../support/fixtures/organization.ts';
import { freshName, makeOrganization, type OrganizationWorld } from '../../support/fixtures.ts';
import { CreateApiKey } from '../../support/operations/api-key.ts';
import { ReadOperatorLog, UpdateOrganization } from '../../support/operations/organization.ts';
import { CreateProject } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

const read = async (filter: object, page: object = {}) =>
  (await run(server, ReadOperatorLog, { filter, ...page }, operator)).operatorLog;

const rename = (id: string, name: string, headers = operator) =>
  run(server, UpdateOrganization, { input: { id, name } }, headers);

/** An organization for which the operator has done everything, the last that it was deleted. */
async function makeHistory(): Promise<OrganizationWorld & { readonly keyId: string }> {
  const organization = await makeOrganization(server, freshName('Logged'));
  const { id } = organization;
  await suspend(server, organization, 'Unpaid');
  await resume(server, organization);
  await rename(id, 'Renamed');
  const input = { organizationId: id, name: 'recovered' };
  const { createApiKey } = await run(server, CreateApiKey, { input }, operator);
  await deleteOrganization(server, organization);
  return { ...organization, keyId: createApiKey.issuedKey.apiKey.id };
}

const ACTIONS = [
  'ORGANIZATION_DELETED',
  'API_KEY_CREATED',
  'ORGANIZATION_UPDATED',
  'ORGANIZATION_RESUMED',
  'ORGANIZATION_SUSPENDED',
  'ORGANIZATION_CREATED',
];

describe('operatorLog', () => {
  test('has what the operator did, newest first, also for an organization that it deleted', async () => {
    const { id, keyId } = await makeHistory();
    const { nodes, totalCount } = await read({ organizationId: id });
    expect(nodes.map(({ action }) => action)).toEqual(ACTIONS);
    expect(totalCount).toBe(ACTIONS.length);
    expect(new Set(nodes.map(({ organizationId }) => organizationId))).toEqual(new Set([id]));
    expect(nodes.map(({ targetId }) => targetId)).toEqual([id, keyId, id, id, id, id]);
    expect(nodes[0]).toMatchObject({
      id: expect.stringMatching(/^ope_[0-9A-Za-z]{16}$/),
      organizationName: 'Renamed',
      changes: { name: 'Renamed' },
      requestId: expect.any(String),
    });
    expect(nodes[2]).toMatchObject({
      organizationName: expect.stringMatching(/^Logged-/),
      changes: { name: { before: nodes[2]?.organizationName, after: 'Renamed' } },
    });
    expect(nodes[4]?.changes).toEqual({ suspensionReason: { before: null, after: 'Unpaid' } });
  });

  test('has the client of the request', async () => {
    const organization = await makeOrganization(server);
    await rename(organization.id, 'By a client', { ...operator, 'user-agent': 'console/1' });
    const { nodes } = await read({ organizationId: organization.id }, { first: 1 });
    expect(nodes[0]).toMatchObject({ action: 'ORGANIZATION_UPDATED', userAgent: 'console/1' });
  });

  test('has pages in both directions, and filters by action and time', async () => {
    const { id } = await makeHistory();
    const actionsOf = ({ nodes }: Awaited<ReturnType<typeof read>>) => nodes.map(({ action }) => action);
    const first = await read({ organizationId: id }, { first: 4 });
    expect(actionsOf(first)).toEqual(ACTIONS.slice(0, 4));
    const second = await read({ organizationId: id }, { first: 4, after: first.pageInfo.endCursor });
    expect(actionsOf(second)).toEqual(ACTIONS.slice(4));
    const last = await read({ organizationId: id }, { last: 2, before: second.pageInfo.startCursor });
    expect(actionsOf(last)).toEqual(ACTIONS.slice(2, 4));
    const actions = ['ORGANIZATION_RESUMED', 'ORGANIZATION_SUSPENDED'];
    expect(actionsOf(await read({ organizationId: id, actions }))).toEqual(actions);
    expect(actionsOf(await read({ organizationId: id, actions: [] }))).toEqual([]);
    const from = first.nodes[3]?.createdAt;
    const since = actionsOf(await read({ organizationId: id, from }));
    const before = actionsOf(await read({ organizationId: id, to: from }));
    expect([...since, ...before]).toEqual(ACTIONS);
  });

  test('has nothing that keys of organizations did', async () => {
    const organization = await makeOrganization(server);
    await run(server, CreateProject, { input: { name: freshName('project') } }, organization.credentials);
    await rename(organization.id, 'By its own key', organization.credentials);
    const { nodes } = await read({ organizationId: organization.id });
    expect(nodes.map(({ action }) => action)).toEqual(['ORGANIZATION_CREATED']);
  });

  test('has no secret', async () => {
    const { id, secret } = await makeHistory();
    const { nodes } = await read({ organizationId: id });
    expect(JSON.stringify(nodes)).not.toContain(secret);
  });

  test('has nothing of an action that was rejected', async () => {
    const organization = await makeOrganization(server);
    const input = { id: organization.id, name: '' };
    await refusalOf(server, UpdateOrganization, { input }, operator);
    expect((await read({ organizationId: organization.id })).totalCount).toBe(1);
    expect(await nameOfOrganization(server, organization)).not.toBe('');
  });

  test.each([
    ['first', { first: 0 }],
    ['after', { after: 'damaged' }],
  ])('rejects an invalid %s', async (field, page) => {
    const { extensions } = await refusalOf(server, ReadOperatorLog, page, operator);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});

test.each(['UPDATE operator_entry SET ip = NULL', 'DELETE FROM operator_entry', 'TRUNCATE operator_entry'])(
  'the database rejects: %s',
  async (statement) => {
    await makeOrganization(server);
    await expect(server.database.query(statement)).rejects.toThrow(/are kept/);
  },
);
