import { describe, expect, test } from 'vitest';
import { graphql } from '../generated/index.ts';
import type { AuditCase } from '../support/audit-cases/audit-case.ts';
import { auditCases } from '../support/audit-cases/audit-cases.ts';
import { type Credentials, refusalOf, run, send } from '../support/client.ts';
import { statementsOf } from '../support/database/statements.ts';
import { type OwnedRow, rowsOf, rowsWithoutDenials } from '../support/database/tables.ts';
import { makeKey } from '../support/fixtures/api-key.ts';
import { makeAuthConfig } from '../support/fixtures/auth-config.ts';
import { makeSession } from '../support/fixtures/session.ts';
import { freshName, makeOrganization, makeProject, makeWorld, type World } from '../support/fixtures.ts';
import { UpdateAuthConfig } from '../support/operations/auth-config.ts';
import { GetProject, UpdateProjectConfig } from '../support/operations/project.ts';
import { CloseSession } from '../support/operations/session.ts';
import { Viewer } from '../support/operations/viewer.ts';
import { useServer } from '../support/server.ts';

const server = useServer();

const naming = (credentials: Credentials, { id }: { readonly id: string }): Credentials => ({
  ...credentials,
  'x-project-id': id,
});

const ofProjects = Object.entries(auditCases).filter(([, { actor }]) => actor === 'project');

/** What a mutation wrote, without what differs from one run to the next: ids, names, times, bytes, and the actor. */
async function written(world: World, { prepare }: AuditCase, headers: Credentials) {
  const { perform } = await prepare(server, world);
  const versions = new Set((await rowsOf(server, world.organization.id)).map(({ version }) => version));
  const requestId = freshName('request');
  const expected = await perform({ ...headers, 'x-request-id': requestId });
  const rows = (await rowsOf(server, world.organization.id)).filter(({ version }) => !versions.has(version));
  const [entry] = await server.database.query(
    `SELECT action, organization_id, project_id, target_id, changes FROM audit_entry WHERE request_id = '${requestId}'`,
  );
  return { expected, entry, rows: rows.map(masked).sort() };
}

function masked({ table, row }: OwnedRow): string {
  const { actor_kind: _kind, actor_key_name: _name, position: _position, ordinal: _, ...columns } = row;
  return JSON.stringify({ table, ...columns })
    .replace(/\b([a-z]+)_[0-9A-Za-z]{16}\b/g, '$1_…')
    .replace(/\d{4}-\d\d-\d\d[T ][\d:.+Z]+/g, '…')
    .replace(/\\\\x[0-9a-f]+/g, '…')
    .replace(/([a-z])-\d+/g, '$1-…')
    .replace(/"[0-9a-f-]{36}"|[\w-]{43}/g, '…');
}

describe('an organization key that names a project', () => {
  test.each(ofProjects)(
    '%s writes the same rows and the same audit entry as a project key, but for the actor',
    async (_name, auditCase) => {
      const [one, other] = [await makeWorld(server), await makeWorld(server)];
      const byProject = await written(one, auditCase, one.project.credentials);
      const acting = naming(other.organization.credentials, other.project);
      const byOrganization = await written(other, auditCase, acting);
      expect(byOrganization.entry).toEqual(byOrganization.expected);
      expect(byProject.entry).toEqual(byProject.expected);
      expect(byOrganization.rows).toEqual(byProject.rows);
    },
  );

  test.each(ofProjects)('%s executes as many statements as with a project key', async (_name, auditCase) => {
    const costOf = async (credentialsIn: (world: World) => Credentials) => {
      const world = await makeWorld(server);
      const credentials = credentialsIn(world);
      await run(server, Viewer, {}, credentials);
      const { perform } = await auditCase.prepare(server, world);
      return (await statementsOf(() => perform(credentials))).length;
    };
    const byProject = ({ project }: World) => project.credentials;
    // The first request of a process reads more.
    await costOf(byProject);
    const cost = await costOf(byProject);
    expect(await costOf(({ organization, project }) => naming(organization.credentials, project))).toBe(cost);
  });

  test('is the actor of the entry, which is in the log of the project', async () => {
    const { organization, project } = await makeWorld(server);
    const credentials = naming(organization.credentials, project);
    await run(server, UpdateProjectConfig, { input: { displayName: freshName('Shown') } }, credentials);
    const entries = await server.database.query(
      `SELECT actor_kind, actor_key_id, project_id FROM audit_entry
       WHERE organization_id = '${organization.id}' AND action = 'PROJECT_CONFIG_UPDATED'`,
    );
    const { viewer } = await run(server, Viewer, {}, organization.credentials);
    expect(entries).toEqual([
      { actor_kind: 'organization', actor_key_id: viewer.apiKey.id, project_id: project.id },
    ]);
  });

  test('acts in each of the projects that it is restricted to', async () => {
    const { organization, project } = await makeWorld(server);
    const other = await makeProject(server, organization);
    const pinned = await makeKey(server, organization, { projectIds: [project.id, other.id] });
    for (const target of [project, other]) {
      const input = { displayName: freshName('Shown') };
      const { updateProjectConfig } = await run(
        server,
        UpdateProjectConfig,
        { input },
        naming(pinned.credentials, target),
      );
      expect(updateProjectConfig.project).toMatchObject({ id: target.id, config: input });
    }
  });

  test('changes nothing of another project that it can see', async () => {
    const { organization, project } = await makeWorld(server);
    const other = await makeProject(server, organization);
    const session = await makeSession(server, other);
    const authConfig = await makeAuthConfig(server, other);
    const before = await rowsWithoutDenials(server, organization.id);
    const credentials = naming(organization.credentials, project);
    const attempts = [
      await refusalOf(server, CloseSession, { input: { id: session.id, status: 'CLOSED' } }, credentials),
      await refusalOf(server, UpdateAuthConfig, { input: { id: authConfig.id, name: 'x' } }, credentials),
    ];
    expect(attempts.map(({ extensions }) => extensions.reason)).toEqual([
      'SESSION_NOT_FOUND',
      'AUTH_CONFIG_NOT_FOUND',
    ]);
    expect(await rowsWithoutDenials(server, organization.id)).toEqual(before);
  });

  test('reads the default project without the header, but never writes to it', async () => {
    const organization = await makeOrganization(server);
    const { project } = await run(server, GetProject, {}, organization.credentials);
    expect(project.id).toBe(organization.defaultProjectId);
    const input = { displayName: 'x' };
    const { extensions } = await refusalOf(server, UpdateProjectConfig, { input }, organization.credentials);
    expect(extensions.reason).toBe('PROJECT_REQUIRED');
  });

  test('reuses an idempotency key for the same project only', async () => {
    const { organization, project } = await makeWorld(server);
    const other = await makeProject(server, organization);
    const variables = { input: { displayName: freshName('Shown') } };
    const idempotent = { 'idempotency-key': freshName('key') };
    const sendTo = (target: { readonly id: string }) =>
      send(server, UpdateProjectConfig, variables, {
        ...naming(organization.credentials, target),
        ...idempotent,
      });
    expect((await sendTo(project)).errors).toEqual([]);
    expect((await sendTo(project)).headers.get('idempotency-replayed')).toBe('true');
    expect((await sendTo(other)).errors[0]?.extensions.reason).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  test('pays from the budget of organization keys', async () => {
    const { organization, project } = await makeWorld(server);
    const credentials = naming(organization.credentials, project);
    const { viewer } = await run(server, Budget, {}, credentials);
    expect(viewer.rateLimit?.budget).toBe('MANAGEMENT');
  });
});

const Budget = graphql(`
  query BudgetOfViewer {
    viewer {
      rateLimit {
        budget
      }
    }
  }
`);
