import { beforeAll, describe, expect, test } from 'vitest';
import type { AuditLogFilter } from '../../generated/graphql.ts';
import { refusalOf, run, send } from '../../support/client.ts';
import { readLog, readProjectLog } from '../../support/fixtures/audit-log/entries.ts';
import {
  makeOrganization,
  makeProject,
  type OrganizationWorld,
  type ProjectWorld,
} from '../../support/fixtures.ts';
import { RegenerateApiKey } from '../../support/operations/api-key.ts';
import { ReadAuditLog, ReadProjectAuditLog } from '../../support/operations/audit-log.ts';
import { UpdateProject, UpdateProjectConfig } from '../../support/operations/project.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { useServer } from '../../support/server.ts';

let hour = 0;
const timeAt = (at: number) => new Date(Date.UTC(2026, 5, 1, at)).toISOString();
const server = useServer({ overrides: { clock: { now: () => new Date(timeAt(hour)) } } });

let organization: OrganizationWorld;
let staging: ProjectWorld;
let production: ProjectWorld;
let organizationKeyId: string;
let stagingKeyId: string;

const keyIdOf = async ({ credentials }: { readonly credentials: ProjectWorld['credentials'] }) =>
  (await run(server, Viewer, {}, credentials)).viewer.apiKey.id;

/** Performs one audited action for each hour from 0 on. */
beforeAll(async () => {
  organization = await makeOrganization(server);
  hour = 1;
  staging = await makeProject(server, organization);
  hour = 2;
  production = await makeProject(server, organization);
  hour = 3;
  await run(server, UpdateProjectConfig, { input: { displayName: 'Shown' } }, staging.credentials);
  hour = 4;
  const rename = { input: { id: staging.id, name: 'renamed' } };
  await run(server, UpdateProject, rename, organization.credentials);
  [organizationKeyId, stagingKeyId] = [await keyIdOf(organization), await keyIdOf(staging)];
  hour = 5;
  await run(server, RegenerateApiKey, { input: { projectId: production.id } }, organization.credentials);
});

/** The hours of the entries that match a filter. The count and a page of one are of the same filter. */
async function hoursOf(filter: AuditLogFilter | null): Promise<number[]> {
  const page = await readLog(server, organization, { filter });
  expect(page.totalCount).toBe(page.nodes.length);
  const first = await readLog(server, organization, { filter, first: 1 });
  expect(first.pageInfo.hasNextPage).toBe(page.nodes.length > 1);
  return page.nodes.map(({ createdAt }) => new Date(createdAt).getUTCHours());
}

describe('audit log filter', () => {
  test('null and an empty filter select everything', async () => {
    const nothing = { actions: null, actor: null, targetId: null, projectId: null, from: null, to: null };
    for (const filter of [null, {}, nothing, { actor: {} }, { actor: { kind: null, apiKeyId: null } }])
      expect(await hoursOf(filter)).toEqual([5, 4, 3, 2, 1, 0]);
  });

  test('actions select entries with any of them, duplicates allowed', async () => {
    expect(await hoursOf({ actions: ['PROJECT_CREATED'] })).toEqual([2, 1]);
    expect(await hoursOf({ actions: ['API_KEY_REGENERATED', 'ORGANIZATION_CREATED'] })).toEqual([5, 0]);
    expect(await hoursOf({ actions: Array(1_000).fill('PROJECT_UPDATED') })).toEqual([4]);
    expect(await hoursOf({ actions: [] })).toEqual([]);
  });

  test('actor selects by kind and by key', async () => {
    expect(await hoursOf({ actor: { kind: 'OPERATOR' } })).toEqual([0]);
    expect(await hoursOf({ actor: { kind: 'ORGANIZATION' } })).toEqual([5, 4, 2, 1]);
    expect(await hoursOf({ actor: { kind: 'PROJECT' } })).toEqual([3]);
    expect(await hoursOf({ actor: { kind: 'SYSTEM' } })).toEqual([]);
    expect(await hoursOf({ actor: { apiKeyId: organizationKeyId } })).toEqual([5, 4, 2, 1]);
    expect(await hoursOf({ actor: { apiKeyId: stagingKeyId } })).toEqual([3]);
    expect(await hoursOf({ actor: { kind: 'OPERATOR', apiKeyId: stagingKeyId } })).toEqual([]);
  });

  test('targetId and projectId select by resource and project', async () => {
    expect(await hoursOf({ targetId: organization.id })).toEqual([0]);
    expect(await hoursOf({ targetId: staging.id })).toEqual([4, 3, 1]);
    expect(await hoursOf({ projectId: production.id })).toEqual([5, 2]);
    expect(await hoursOf({ projectId: production.id, targetId: staging.id })).toEqual([]);
  });

  test('from is inclusive and to is exclusive', async () => {
    expect(await hoursOf({ from: timeAt(4) })).toEqual([5, 4]);
    expect(await hoursOf({ to: timeAt(1) })).toEqual([0]);
    expect(await hoursOf({ from: timeAt(2), to: timeAt(4) })).toEqual([3, 2]);
    expect(await hoursOf({ from: timeAt(4), to: timeAt(4) })).toEqual([]);
    expect(await hoursOf({ from: timeAt(5), to: timeAt(1) })).toEqual([]);
    expect(await hoursOf({ from: '2026-06-01T07:00:00.001+03:00' })).toEqual([5]);
    expect(await hoursOf({ from: '0001-01-01T00:00:00Z', to: '9999-12-31T23:59:59Z' })).toHaveLength(6);
  });

  test('all conditions together must match', async () => {
    const filter: AuditLogFilter = {
      actions: ['PROJECT_CREATED', 'PROJECT_UPDATED'],
      actor: { kind: 'ORGANIZATION', apiKeyId: organizationKeyId },
      targetId: staging.id,
      projectId: staging.id,
      from: timeAt(1),
      to: timeAt(4),
    };
    expect(await hoursOf(filter)).toEqual([1]);
  });

  test('pages of a filtered log continue after a cursor', async () => {
    const filter: AuditLogFilter = { actor: { kind: 'ORGANIZATION' } };
    const first = await readLog(server, organization, { filter, first: 3 });
    const after = first.pageInfo.endCursor ?? null;
    const second = await readLog(server, organization, { filter, first: 3, after });
    expect(second.nodes.map(({ createdAt }) => createdAt)).toEqual([timeAt(1)]);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  test('the log of a project accepts the same filter', async () => {
    const filter = { actions: ['PROJECT_CONFIG_UPDATED', 'PROJECT_CREATED'] as const, from: timeAt(2) };
    const variables = { filter: { ...filter, actions: [...filter.actions] } };
    const page = await readProjectLog(server, staging, variables);
    expect(page.nodes.map(({ createdAt }) => createdAt)).toEqual([timeAt(3)]);
    expect(page.totalCount).toBe(1);
  });
});

describe('audit log filter rejects', () => {
  test.each([
    [{ targetId: '' }, 'filter.targetId'],
    [{ targetId: 'staging' }, 'filter.targetId'],
    [{ targetId: 'proj_\u0000000000000000000' }, 'filter.targetId'],
    [{ projectId: 'proj_0' }, 'filter.projectId'],
    [{ projectId: '\u0000' }, 'filter.projectId'],
    [{ actor: { apiKeyId: "key_' OR 1=1" } }, 'filter.actor.apiKeyId'],
    [{ actor: { apiKeyId: '\ud800' } }, 'filter.actor.apiKeyId'],
    [{ from: '0000-12-31T23:59:59Z' }, 'filter.from'],
    [{ to: '0000-01-01T00:00:00Z' }, 'filter.to'],
  ])('%j', async (filter, field) => {
    const { extensions } = await refusalOf(server, ReadAuditLog, { filter }, organization.credentials);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field });
  });

  test.each([
    { actions: ['PROJECT_SOLD'] },
    { actions: [null] },
    { actor: { kind: 'organization' } },
    { from: 'yesterday' },
    { to: '2026-13-01T00:00:00Z' },
  ])('%j, which is not valid as a variable', async (filter) => {
    const variables = { filter: filter as AuditLogFilter };
    const { errors } = await send(server, ReadAuditLog, variables, organization.credentials);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', reason: 'INVALID_VARIABLES' } }]);
  });

  test('a project id in the filter of the log of a project', async () => {
    const variables = { filter: { projectId: production.id } as object };
    const { extensions } = await refusalOf(server, ReadProjectAuditLog, variables, staging.credentials);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VARIABLES' });
  });
});
