import { beforeAll, describe, expect, test } from 'vitest';
import { type Credentials, organizationKey, projectKey, refusalOf, run } from '../../support/client.ts';
import { statementsOf } from '../../support/database/statements.ts';
import { makeKey, makeProjectKey } from '../../support/fixtures/api-key.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { hashOf, unknownSecret } from '../../support/fixtures/secrets.ts';
import { makeOrganization, makeProject, makeWorld } from '../../support/fixtures.ts';
import { postMcp, requireMcpApiKey, rpc } from '../../support/http/mcp-client.ts';
import { RegenerateApiKey, RotateApiKey, VerifyApiKey } from '../../support/operations/api-key.ts';
import { DeleteMcpServer } from '../../support/operations/mcp-server.ts';
import { DeleteProject } from '../../support/operations/project.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'network', ownDatabase: true });

const ROUTE = /from "(?:secret|mcp_server)_route"/;

// Without the triggers that write the routes of keys which an earlier release issues.
beforeAll(() =>
  server.database.query(`
    DROP TRIGGER route_secret ON api_key; DROP TRIGGER route_mcp_server ON mcp_server`),
);

const view = (credentials: Credentials) => run(server, Viewer, {}, credentials);
const refusal = async (credentials: Credentials) =>
  (await refusalOf(server, Viewer, {}, credentials)).extensions;

/** How many statements a request costs, and how many of them look for a route. */
async function costOf(work: () => Promise<unknown>) {
  const statements = await statementsOf(work);
  return { statements: statements.length, routes: statements.filter((text) => ROUTE.test(text)).length };
}

async function routeCount(organizationId: string): Promise<number> {
  const rows = await server.database.query(
    `SELECT FROM secret_route WHERE organization_id = '${organizationId}'`,
  );
  return rows.length;
}

describe('the route of a secret', () => {
  test('is read once by a process, however often the key is sent', async () => {
    const { credentials } = await makeOrganization(server);
    // The route, the key and the organization; later one planned statement.
    expect(await costOf(() => view(credentials))).toEqual({ statements: 3, routes: 1 });
    expect(await costOf(() => view(credentials))).toEqual({ statements: 1, routes: 0 });
  });

  test('is the only statement for an unknown key, each time', async () => {
    const credentials = projectKey(unknownSecret('ak_'));
    for (const _ of [1, 2, 3])
      expect(await costOf(() => refusal(credentials))).toEqual({ statements: 1, routes: 1 });
  });

  test('is not needed to verify a key: it is looked up in the organization of the caller', async () => {
    const { organization, project } = await makeWorld(server);
    const stranger = await makeOrganization(server);
    await view(organization.credentials);
    const verify = (secret: string) => run(server, VerifyApiKey, { secret }, organization.credentials);
    // Both keys, and the project of the verified one.
    expect(await costOf(() => verify(project.secret))).toEqual({ statements: 3, routes: 0 });
    expect((await verify(project.secret)).verifyApiKey).toMatchObject({ isValid: true });
    expect((await verify(stranger.secret)).verifyApiKey).toMatchObject({ isValid: false, code: 'NOT_FOUND' });
  });

  test('is written by everything that issues a secret', async () => {
    const organization = await makeOrganization(server);
    const project = await makeProject(server, organization);
    const further = await makeKey(server, organization);
    const ofProject = await makeProjectKey(server, organization, project);
    const rotate = { input: { id: further.id, overlapSeconds: 60 } };
    const { rotateApiKey } = await run(server, RotateApiKey, rotate, organization.credentials);
    const regenerate = { input: { projectId: organization.defaultProjectId } };
    const { regenerateApiKey } = await run(server, RegenerateApiKey, regenerate, organization.credentials);
    const issued = [
      organization.credentials,
      project.credentials,
      further.credentials,
      ofProject.credentials,
      organizationKey(rotateApiKey.issuedKey.secret),
      projectKey(regenerateApiKey.issuedKey.secret),
    ];
    for (const credentials of issued)
      expect((await view(credentials)).viewer.organization.id).toBe(organization.id);
  });

  test('is kept with a revoked key, which is still reported as revoked, and is deleted with its project', async () => {
    const { organization, project } = await makeWorld(server);
    const former = await makeProjectKey(server, organization, project);
    const rotate = { input: { id: former.id, overlapSeconds: 60 } };
    await run(server, RotateApiKey, rotate, organization.credentials);
    await view(project.credentials);
    await run(server, RegenerateApiKey, { input: { projectId: project.id } }, organization.credentials);
    expect(await refusal(project.credentials)).toMatchObject({ reason: 'KEY_REVOKED' });
    const before = await routeCount(organization.id);
    await run(
      server,
      DeleteProject,
      { input: { id: project.id, permanently: true } },
      organization.credentials,
    );
    // The regenerated key, the revoked ones and the former secret.
    expect(before - (await routeCount(organization.id))).toBe(4);
    expect(await refusal(project.credentials)).toMatchObject({ reason: 'KEY_UNKNOWN' });
  });

  test('that a process remembers grants nothing: the row of the key is read in each request', async () => {
    const organization = await makeOrganization(server);
    const other = await makeOrganization(server);
    await view(organization.credentials);
    const hash = `'\\x${hashOf(organization.secret).toString('hex')}'`;
    const move = (table: string) =>
      server.database.query(`UPDATE ${table} SET organization_id = '${other.id}' WHERE hash = ${hash}`);
    await move('api_key');
    expect(await refusal(organization.credentials)).toMatchObject({ reason: 'KEY_UNKNOWN' });
    await move('secret_route');
    expect((await view(organization.credentials)).viewer.organization.id).toBe(other.id);
  });
});

describe('the route of an MCP server', () => {
  test('is read once by a process, and goes with the server', async () => {
    const { project } = await makeWorld(server);
    await requireMcpApiKey(server, project, false);
    const { id } = await makeMcpServer(server, project);
    const ask = () => postMcp(server, id, rpc('ping'));
    expect(await costOf(ask)).toEqual({ statements: 2, routes: 1 });
    expect(await costOf(ask)).toEqual({ statements: 1, routes: 0 });
    await run(server, DeleteMcpServer, { input: { id } }, project.credentials);
    expect((await ask()).status).toBe(401);
    expect(await costOf(ask)).toEqual({ statements: 2, routes: 1 });
    expect(await server.database.query(`SELECT FROM mcp_server_route WHERE id = '${id}'`)).toEqual([]);
  });
});
