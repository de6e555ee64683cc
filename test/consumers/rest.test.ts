import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../support/database/test-database.ts';
import { makeWorld, type World } from '../support/fixtures.ts';
import { OPERATOR_KEY } from '../support/operator-key.ts';
import { useProcesses } from '../support/process/processes.ts';
import { remoteServer } from '../support/process/remote-server.ts';
import { makeWorkspace, type Workspace } from './workspace.ts';

const processes = useProcesses();
const PREPARATION_MAX_MS = 300_000;

let workspace: Workspace;
beforeAll(async () => {
  workspace = await makeWorkspace();
}, PREPARATION_MAX_MS);
afterAll(() => workspace.remove());

/** Starts a server with an organization and a project. */
async function startServer(): Promise<World & { readonly url: string }> {
  const database = processes.keep(await createTestDatabase());
  const server = processes.launch({ DATABASE_URL: database.url, OPERATOR_KEY, BOOTSTRAP: '0' });
  const url = await server.ready();
  return { url, ...(await makeWorld(remoteServer(url))) };
}

test('Redocly finds nothing in the OpenAPI document', async () => {
  expect(JSON.parse(await workspace.run('openapi', 'lint'))).toEqual([]);
});

test("Prism finds nothing between the vendor's client and the server", async () => {
  const { url, organization, project } = await startServer();
  const keys = { ORGANIZATION_KEY: organization.secret, PROJECT_KEY: project.secret };
  const statuses = JSON.parse(await workspace.run('openapi', 'start', { BAILIWICK_URL: url, ...keys }));
  const { 'unknown key': unknown, forbidden, 'not found': missing, conflict, ...done } = statuses;
  expect([unknown, forbidden, missing, conflict]).toEqual([401, 401, 404, 409]);
  expect(Object.keys(done)).toHaveLength(15);
  expect(Object.entries(done).filter(([, status]) => status !== 200)).toEqual([]);
});

test('the requests that the documentation of Composio shows in Python work with requests', async () => {
  const { url, project } = await startServer();
  const program = `
import os
import requests

response = requests.get(
    "${url}/api/v3.1/tools",
    headers={"x-api-key": os.environ["COMPOSIO_API_KEY"]},
    params={"toolkit_slug": "github", "limit": 5},
)
data = response.json()
assert response.status_code == 200, data
assert data["items"] == [] and data["total_items"] == 0, data

response = requests.patch(
    "${url}/api/v3/org/project/config",
    headers={
        "Content-Type": "application/json",
        "x-api-key": os.environ["COMPOSIO_API_KEY"]
    },
    json={"require_mcp_api_key": True}
)
assert response.status_code == 200, response.text
print(response.json()["require_mcp_api_key"])
`;
  const env = { ...process.env, COMPOSIO_API_KEY: project.secret };
  const { stdout } = await promisify(execFile)('python3', ['-c', program], { env });
  expect(stdout).toBe('True\n');
});
