import { describe, expect, test } from 'vitest';
import { graphql } from '../../generated/index.ts';
import { operator, organizationKey, refusalOf, run } from '../../support/client.ts';
import {
  type AuditPage,
  fillLog,
  idsOf,
  NO_PAGE,
  readLog,
  readProjectLog,
} from '../../support/fixtures/audit-log/entries.ts';
import { makeOrganization, makeProject, makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { RegenerateApiKey } from '../../support/operations/api-key.ts';
import { GetAuditEntries, ReadAuditLog } from '../../support/operations/audit-log.ts';
import { DeleteProject, UpdateProjectConfig } from '../../support/operations/project.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
const now = () => {
  instant = new Date(instant.getTime() + 1);
  return instant;
};
const server = useServer({ overrides: { clock: { now } } });
const seededServer = useServer({ ownDatabase: true, env: { BOOTSTRAP: '1' } });

const keyOf = async ({ credentials }: { readonly credentials: ProjectWorld['credentials'] }) =>
  (await run(server, Viewer, {}, credentials)).viewer.apiKey;

const showConfig = (displayName: string, { credentials }: ProjectWorld, headers = {}) =>
  run(server, UpdateProjectConfig, { input: { displayName } }, { ...credentials, ...headers });

const actionsOf = ({ nodes }: AuditPage) => nodes.map(({ action }) => action);

describe('audit log list', () => {
  test('an organization key reads the entries of its organization, newest first, with all fields', async () => {
    const { organization, project } = await makeWorld(server);
    await showConfig('Shown', project, {
      'x-request-id': 'change-1',
      'user-agent': `tests/${'1'.repeat(600)}`,
    });
    const page = await readLog(server, organization);
    expect(actionsOf(page)).toEqual(['PROJECT_CONFIG_UPDATED', 'PROJECT_CREATED', 'ORGANIZATION_CREATED']);
    const key = await keyOf(project);
    const { id, name } = project;
    expect(page.nodes[0]).toEqual({
      id: expect.stringMatching(/^aud_[0-9A-Za-z]{16}$/),
      action: 'PROJECT_CONFIG_UPDATED',
      actor: {
        kind: 'PROJECT',
        apiKeyId: key.id,
        apiKeyName: 'default',
        apiKey: { id: key.id, last4: key.last4 },
      },
      targetId: id,
      projectId: id,
      project: { id, name },
      changes: { displayName: { before: null, after: 'Shown' } },
      result: 'SUCCESS',
      deniedReason: null,
      ip: '127.0.0.1',
      userAgent: `tests/${'1'.repeat(506)}`,
      requestId: 'change-1',
      createdAt: expect.stringMatching(/^2026-06-01T12:00:00\.\d{3}Z$/),
    });
    expect(page.totalCount).toBe(3);
    expect(page.edges.map(({ node }) => node.id)).toEqual(idsOf(page));
    const times = page.nodes.map(({ createdAt }) => createdAt);
    expect(times).toEqual(times.toSorted().toReversed());
  });

  test('both kinds of keys read the entries of a project', async () => {
    const { organization, project } = await makeWorld(server);
    const sibling = await makeProject(server, organization);
    await showConfig('mine', project);
    await showConfig('not mine', sibling);
    const own = ['PROJECT_CONFIG_UPDATED', 'PROJECT_CREATED'];
    const byProjectKey = await readProjectLog(server, project);
    expect(actionsOf(byProjectKey)).toEqual(own);
    expect(byProjectKey.totalCount).toBe(2);
    expect(byProjectKey.nodes.map(({ project: found }) => found?.id)).toEqual([project.id, project.id]);
    const byOrganizationKey = await readProjectLog(server, organization, { id: project.id });
    expect(byOrganizationKey.edges).toEqual(byProjectKey.edges);
  });

  test('actor is the operator, an organization key, a project key or the system', async () => {
    const { organization, project } = await makeWorld(server);
    await showConfig('Shown', project);
    const [byProject, byOrganization] = [await keyOf(project), await keyOf(organization)];
    const parts = ({ id, last4 }: { id: string; last4: string }) => ({
      apiKeyId: id,
      apiKeyName: 'default',
      apiKey: { id, last4 },
    });
    const page = await readLog(server, organization);
    expect(page.nodes.map(({ actor }) => actor)).toEqual([
      { kind: 'PROJECT', ...parts(byProject) },
      { kind: 'ORGANIZATION', ...parts(byOrganization) },
      { kind: 'OPERATOR', apiKeyId: null, apiKeyName: null, apiKey: null },
    ]);
    const { firstKeys } = await seededServer.listen();
    const credentials = organizationKey(firstKeys?.organizationKey ?? '');
    const seeded = await readLog(seededServer, { credentials });
    const bySystem = { kind: 'SYSTEM', apiKeyId: null, apiKeyName: null, apiKey: null };
    expect(seeded.nodes.map(({ actor, requestId }) => ({ actor, requestId }))).toEqual([
      { actor: bySystem, requestId: null },
      { actor: bySystem, requestId: null },
    ]);
  });

  test('a revoked key is shown by its id and its name at the time', async () => {
    const { organization, project } = await makeWorld(server);
    const { id } = await keyOf(project);
    await showConfig('Shown', project);
    await run(server, RegenerateApiKey, { input: { projectId: project.id } }, organization.credentials);
    const { nodes } = await readLog(server, organization, {
      filter: { actions: ['PROJECT_CONFIG_UPDATED'] },
    });
    expect(nodes.map(({ actor }) => actor)).toEqual([
      { kind: 'PROJECT', apiKeyId: id, apiKeyName: 'default', apiKey: null },
    ]);
  });

  test('entries of an archived project remain, with project null', async () => {
    const { organization, project } = await makeWorld(server);
    const { id } = project;
    await showConfig('Shown', project);
    await run(server, DeleteProject, { input: { id } }, organization.credentials);
    const page = await readLog(server, organization, { filter: { projectId: id } });
    expect(actionsOf(page)).toEqual(['PROJECT_ARCHIVED', 'PROJECT_CONFIG_UPDATED', 'PROJECT_CREATED']);
    for (const { projectId, project: found } of page.nodes) {
      expect(projectId).toBe(id);
      expect(found).toBeNull();
    }
  });

  test('an empty page has no cursors', async () => {
    const { organization } = await makeWorld(server);
    const filter = { actions: ['PROJECT_DELETED' as const] };
    expect(await readLog(server, organization, { filter })).toEqual({
      totalCount: 0,
      nodes: [],
      edges: [],
      pageInfo: NO_PAGE,
    });
  });

  test('node finds every entry by its id', async () => {
    const { organization, project } = await makeWorld(server);
    const { nodes } = await readLog(server, organization);
    const ids = nodes.map(({ id }) => id).toReversed();
    const found = await run(server, GetAuditEntries, { ids }, organization.credentials);
    const expected = nodes.map((node) => ({ __typename: 'AuditLogEntry', ...node }));
    expect(found.nodes).toEqual(expected.toReversed());
    const own = await run(server, GetAuditEntries, { ids }, project.credentials);
    expect(own.nodes.map((node) => node?.id ?? null)).toEqual([null, nodes[0]?.id]);
  });
});

const OperatorReads = graphql(`
  mutation OperatorReadsAuditLog {
    createOrganization(input: { name: "Watched" }) {
      organization {
        auditLog {
          totalCount
        }
      }
    }
  }
`);

const ProjectReadsOrganization = graphql(`
  query ProjectReadsAuditLogOfOrganization {
    viewer {
      organization {
        auditLog {
          totalCount
        }
      }
    }
  }
`);

describe('audit log list rejects', () => {
  test('a project key on the log of its organization', async () => {
    const { project } = await makeWorld(server);
    const { extensions } = await refusalOf(server, ProjectReadsOrganization, {}, project.credentials);
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'WRONG_KEY_KIND' });
  });

  test('the operator', async () => {
    const { extensions } = await refusalOf(server, OperatorReads, {}, operator);
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'WRONG_KEY_KIND' });
  });

  test.each([
    [{ first: 0 }, 'first'],
    [{ first: -1 }, 'first'],
    [{ first: 101 }, 'first'],
    [{ last: 0 }, 'last'],
    [{ last: 101 }, 'last'],
    [{ first: 1, last: 1 }, 'last'],
  ])('%j', async (variables, field) => {
    const { credentials } = await makeOrganization(server);
    const { extensions } = await refusalOf(server, ReadAuditLog, variables, credentials);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field });
  });
});

describe('audit log list isolates tenants', () => {
  test('no key reads an entry of another organization, by list, node or cursor', async () => {
    const [own, foreign] = [await makeWorld(server), await makeWorld(server)];
    const theirs = await readLog(server, foreign.organization);
    for (const { credentials } of [own.organization, own.project]) {
      const { nodes } = await run(server, GetAuditEntries, { ids: idsOf(theirs) }, credentials);
      expect(nodes).toEqual([null, null]);
    }
    const mine = await readLog(server, own.organization);
    for (const id of idsOf(theirs)) expect(idsOf(mine)).not.toContain(id);
    expect(mine.totalCount).toBe(2);
    const theirKey = theirs.nodes[0]?.actor.apiKeyId ?? '';
    for (const filter of [
      { projectId: foreign.project.id },
      { targetId: foreign.project.id },
      { targetId: foreign.organization.id },
      { actor: { apiKeyId: theirKey } },
    ]) {
      expect(await readLog(server, own.organization, { filter })).toMatchObject({ totalCount: 0, nodes: [] });
    }
  });

  test('a project key reads no entry of a sibling or of the organization itself', async () => {
    const { organization, project } = await makeWorld(server);
    const sibling = await makeProject(server, organization);
    const all = await readLog(server, organization);
    const others = all.nodes.filter(({ projectId }) => projectId !== project.id).map(({ id }) => id);
    expect(others).toHaveLength(2);
    const { nodes } = await run(server, GetAuditEntries, { ids: others }, project.credentials);
    expect(nodes).toEqual([null, null]);
    for (const filter of [{ targetId: sibling.id }, { targetId: organization.id }]) {
      expect(await readProjectLog(server, project, { filter })).toMatchObject({ totalCount: 0, nodes: [] });
    }
  });

  test('the log of a project contains no entry of another one, for organization keys too', async () => {
    const organization = await makeOrganization(server);
    const [one, other] = [await makeProject(server, organization), await makeProject(server, organization)];
    await fillLog(server, organization, { count: 40, projectIds: [one.id, other.id], from: '2026-05-01' });
    for (const { id } of [one, other]) {
      const page = await readProjectLog(server, organization, { id, first: 100 });
      expect(page.totalCount).toBe(21);
      expect(new Set(page.nodes.map(({ projectId }) => projectId))).toEqual(new Set([id]));
    }
  });
});
