import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../support/client.ts';
import { createTestDatabase } from '../support/database/test-database.ts';
import { makeKey } from '../support/fixtures/api-key.ts';
import { recordCalls, someCall } from '../support/fixtures/tool-call-log.ts';
import { makeOrganization, makeProject } from '../support/fixtures.ts';
import { RevokeApiKey } from '../support/operations/api-key.ts';
import { GetProject } from '../support/operations/project.ts';
import { SetProjectQuota } from '../support/operations/project-quota.ts';
import { OPERATOR_KEY } from '../support/operator-key.ts';
import { useProcesses } from '../support/process/processes.ts';
import { remoteServer } from '../support/process/remote-server.ts';
import type { TestServer } from '../support/server.ts';
import type { Report } from './shared/report.ts';
import { makeWorkspace, type Workspace } from './workspace.ts';

const processes = useProcesses();
const NAMES = ['third', 'second', 'first', 'default'];
const CALL_ARGUMENTS = { repository: 'acme/api', labels: ['bug', null], draft: false };
const LIMIT = String(Number.MAX_SAFE_INTEGER);
const PREPARATION_MAX_MS = 300_000;
const CONSUMER_MAX_MS = 180_000;

let workspace: Workspace;
beforeAll(async () => {
  workspace = await makeWorkspace();
}, PREPARATION_MAX_MS);
afterAll(async () => {
  await workspace.remove();
});

const withoutCache = { optimistic: null, requestCount: 2, names: ['created', 'third'] };
/** The draft is replaced by what the server answers, and both pages stay. */
const withCache = { optimistic: ['created', ...NAMES], requestCount: 1, names: ['created', ...NAMES] };

test.each([
  ['urql', withoutCache],
  ['graphql-request', withoutCache],
  ['gql-tada', withoutCache],
  ['apollo', withCache],
  ['relay', withCache],
])(
  '%s: a typed client generates, compiles, and reads and writes as its types say',
  async (consumer, creation) => {
    await workspace.run(consumer, 'generate');
    await workspace.run(consumer, 'build');

    const database = processes.keep(await createTestDatabase());
    const server = processes.launch({ DATABASE_URL: database.url, OPERATOR_KEY, BOOTSTRAP: '0' });
    const url = await server.ready();
    const { createdAt, ...settings } = await makeSettings(remoteServer(url));
    const report: Report = JSON.parse(
      await workspace.run(consumer, 'start', { BAILIWICK_URL: `${url}/graphql`, ...settings }),
    );

    expect(report).toEqual({
      pages: [NAMES.slice(0, 2), NAMES.slice(2)],
      scalars: { createdAt, quota: { used: '2', limit: LIMIT }, arguments: CALL_ARGUMENTS },
      creation,
      rejected: { reason: 'NAME_TAKEN', field: 'name', advice: 'Correct the form.' },
      revoked: { reason: 'KEY_REVOKED', field: null, advice: 'Use another key.' },
    });
  },
  CONSUMER_MAX_MS,
);

/** An organization with four projects, two tool calls and a quota in one of them, and a key that was revoked. */
async function makeSettings(server: TestServer) {
  const organization = await makeOrganization(server);
  const [project] = [
    await makeProject(server, organization, { name: 'first' }),
    await makeProject(server, organization, { name: 'second' }),
    await makeProject(server, organization, { name: 'third' }),
  ];
  const quota = { projectId: project.id, mode: 'HARD' as const, toolCallsPerMonth: LIMIT };
  await run(server, SetProjectQuota, { input: quota }, organization.credentials);
  await recordCalls(server, project, [someCall()]);
  await recordCalls(server, project, [someCall({ arguments: CALL_ARGUMENTS })]);
  const { secret, id } = await makeKey(server, organization);
  await run(server, RevokeApiKey, { input: { id } }, organization.credentials);
  const read = await run(server, GetProject, { id: project.id }, organization.credentials);
  return {
    createdAt: read.project.createdAt,
    ORGANIZATION_KEY: organization.secret,
    REVOKED_KEY: secret,
    PROJECT_ID: project.id,
  };
}
