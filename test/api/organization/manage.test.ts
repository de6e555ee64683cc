import { describe, expect, test } from 'vitest';
import type { ListOrganizationsQueryVariables } from '../../generated/graphql.ts';
import { graphql } from '../../generated/index.ts';
import { operator, organizationKey, refusalOf, run } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { makeKey } from '../../support/fixtures/api-key.ts';
import { managedOrganization, suspend } from '../../support/fixtures/organization.ts';
import { makeSession } from '../../support/fixtures/session.ts';
import { recordCalls, someCall } from '../../support/fixtures/tool-call-log.ts';
import { makeSubscription } from '../../support/fixtures/webhook.ts';
import { freshName, makeOrganization, makeProject, makeWorld } from '../../support/fixtures.ts';
import {
  GetOrganization,
  ListOrganizations,
  ManagedOrganization,
  UpdateOrganization,
} from '../../support/operations/organization.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

const list = async (variables: ListOrganizationsQueryVariables) =>
  (await run(server, ListOrganizations, variables, operator)).organizations;

const PryIntoOrganization = graphql(`
  query PryIntoOrganization($id: ID!) {
    organization(id: $id) {
      projects {
        nodes {
          name
          connectedAccounts {
            nodes {
              credentials
            }
          }
        }
      }
    }
  }
`);

const fieldsOfContents = [
  'defaultProject { id }',
  'apiKeys { id }',
  'project(name: "default") { id }',
  'projects { totalCount }',
  'webhookSubscriptions { id }',
  'auditLog { totalCount }',
  'usage { summary { total } }',
];

describe('organization(id) with the operator key', () => {
  test('returns an organization with its counts and the usage of the month', async () => {
    const { organization, project } = await makeWorld(server);
    const second = await makeProject(server, organization);
    await makeSession(server, second);
    await recordCalls(server, project, [someCall(), someCall()]);
    await makeSubscription(server, project);
    const found = await managedOrganization(server, organization);
    expect(found).toMatchObject({
      id: organization.id,
      suspendedAt: null,
      suspensionReason: null,
      counts: {
        projectCount: 3,
        apiKeyCount: 3,
        connectedAccountCount: 0,
        triggerCount: 0,
        mcpServerCount: 0,
        webhookSubscriptionCount: 1,
      },
    });
    expect(found.usageThisMonth).toEqual({
      total: 3,
      entities: [
        { entityType: 'TOOL_CALL', total: 2 },
        { entityType: 'SESSION', total: 1 },
      ],
    });
  });

  test.each(['org_0000000000000000', 'nonsense', ''])('is NOT_FOUND for the id %j', async (id) => {
    const { extensions } = await refusalOf(server, ManagedOrganization, { id }, operator);
    expect(extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'ORGANIZATION_NOT_FOUND', field: 'id' });
  });

  test('needs an id', async () => {
    const { extensions } = await refusalOf(server, ManagedOrganization, {}, operator);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'id' });
  });

  test.each(fieldsOfContents)('reads nothing that it contains: %s', async (field) => {
    const { organization } = await makeWorld(server);
    const query = `{ organization(id: "${organization.id}") { ${field} } }`;
    const response = await server.fetch(
      new Request('http://bailiwick.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...operator },
        body: JSON.stringify({ query }),
      }),
    );
    const { data, errors } = await response.json();
    expect(data?.organization.project ?? null).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', reason: 'WRONG_KEY_KIND' } }]);
  });

  test('reads nothing in its projects', async () => {
    const { organization } = await makeWorld(server);
    const { extensions } = await refusalOf(server, PryIntoOrganization, { id: organization.id }, operator);
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'WRONG_KEY_KIND' });
  });
});

describe('organization with an organization key', () => {
  test('accepts its own id, also with a plan, and no other', async () => {
    const [own, other] = [await makeOrganization(server), await makeOrganization(server)];
    for (const id of [own.id, null, undefined, own.id, null]) {
      const { organization } = await run(server, ManagedOrganization, { id }, own.credentials);
      expect(organization.id).toBe(own.id);
    }
    for (const id of [other.id, 'org_0000000000000000', own.id.toLowerCase()]) {
      const { extensions } = await refusalOf(server, ManagedOrganization, { id }, own.credentials);
      expect(extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'ORGANIZATION_NOT_FOUND' });
    }
  });

  test('reads its counts, unless the key is restricted to projects', async () => {
    const { organization, project } = await makeWorld(server);
    const { secret } = await makeKey(server, organization, { projectIds: [project.id] });
    const { organization: found } = await run(server, ManagedOrganization, {}, organization.credentials);
    expect(found.counts.projectCount).toBe(2);
    const { extensions } = await refusalOf(server, ManagedOrganization, {}, organizationKey(secret));
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'KEY_RESTRICTED_TO_PROJECTS' });
  });
});

describe('organizations', () => {
  test('lists organizations, newest first, in pages in both directions', async () => {
    const stem = freshName('Paged');
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      ids.unshift((await makeOrganization(server, `${stem} ${index}`)).id);
    }
    const idsOf = ({ nodes }: Awaited<ReturnType<typeof list>>) => nodes.map(({ id }) => id);
    const first = await list({ search: stem, first: 2 });
    expect(idsOf(first)).toEqual(ids.slice(0, 2));
    expect(first).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    const second = await list({ search: stem, first: 2, after: first.pageInfo.endCursor });
    expect(idsOf(second)).toEqual(ids.slice(2, 4));
    const back = await list({ search: stem, last: 2, before: second.pageInfo.startCursor });
    expect(idsOf(back)).toEqual(ids.slice(0, 2));
    expect(idsOf(await list({ search: stem, last: 1 }))).toEqual(ids.slice(4));
    expect(idsOf(await list({ search: stem, first: 100 }))).toEqual(ids);
  });

  test('searches names, case-insensitive, without wildcards, and ids', async () => {
    const stem = freshName('Search_%');
    const organization = await makeOrganization(server, `${stem} Ltd`);
    const found = async (search: string) => (await list({ search })).nodes.map(({ id }) => id);
    expect(await found(stem.toUpperCase())).toEqual([organization.id]);
    expect(await found(organization.id)).toEqual([organization.id]);
    expect(await found(stem.replace('_%', '__'))).toEqual([]);
  });

  test('filters by suspension', async () => {
    const stem = freshName('Filtered');
    const [active, suspended] = [
      await makeOrganization(server, `${stem} a`),
      await makeOrganization(server, `${stem} b`),
    ];
    await suspend(server, suspended);
    const found = async (isSuspended: boolean | null) =>
      (await list({ search: stem, isSuspended })).nodes.map(({ id }) => id);
    expect(await found(true)).toEqual([suspended.id]);
    expect(await found(false)).toEqual([active.id]);
    expect(await found(null)).toEqual([suspended.id, active.id]);
  });

  test.each([
    ['first', { first: 101 }],
    ['first', { first: 0 }],
    ['after', { after: 'damaged' }],
    ['search', { search: 'x'.repeat(101) }],
  ])('rejects an invalid %s', async (field, variables) => {
    const { extensions } = await refusalOf(server, ListOrganizations, variables, operator);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});

describe('updateOrganization', () => {
  test('renames an organization, by the operator and by its own key', async () => {
    const organization = await makeOrganization(server);
    const rename = async (name: string, headers: typeof operator, id?: string) =>
      (await run(server, UpdateOrganization, { input: { id, name } }, headers)).updateOrganization;
    const first = await rename('  Käse &  Söhne ', operator, organization.id);
    expect(first.organization).toMatchObject({ id: organization.id, name: 'Käse & Söhne' });
    const second = await rename('Umbrella', organization.credentials);
    expect(second.organization.name).toBe('Umbrella');
    expect(new Date(second.organization.updatedAt) > new Date(second.organization.createdAt)).toBe(true);
    const { organization: seen } = await run(server, GetOrganization, {}, organization.credentials);
    expect(seen.name).toBe('Umbrella');
  });

  test('changes nothing without a new name', async () => {
    const organization = await makeOrganization(server);
    const { name } = await managedOrganization(server, organization);
    const before = await rowsOf(server, organization.id);
    for (const input of [{}, { name }, { id: organization.id }]) {
      await run(server, UpdateOrganization, { input }, organization.credentials);
    }
    expect(await rowsOf(server, organization.id)).toEqual(before);
  });

  test.each([null, '', 'x'.repeat(101), 'a\u0000b'])('rejects the name %j', async (name) => {
    const organization = await makeOrganization(server);
    const { extensions } = await refusalOf(
      server,
      UpdateOrganization,
      { input: { name } },
      organization.credentials,
    );
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'name' });
  });

  test('rejects a foreign id, a restricted key, and the operator without an id', async () => {
    const { organization, project } = await makeWorld(server);
    const other = await makeOrganization(server);
    const before = await rowsOf(server, other.id);
    const { secret } = await makeKey(server, organization, {
      projectIds: [project.id],
      scopes: ['organization:write'],
    });
    const reasonOf = async (input: object, headers: typeof operator) =>
      (await refusalOf(server, UpdateOrganization, { input: { name: 'Mine', ...input } }, headers)).extensions
        .reason;
    expect(await reasonOf({ id: other.id }, organization.credentials)).toBe('ORGANIZATION_NOT_FOUND');
    expect(await reasonOf({}, organizationKey(secret))).toBe('KEY_RESTRICTED_TO_PROJECTS');
    expect(await reasonOf({}, operator)).toBe('WRONG_KEY_KIND');
    expect(await rowsOf(server, other.id)).toEqual(before);
  });
});
