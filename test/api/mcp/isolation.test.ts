import { beforeAll, describe, expect, test } from 'vitest';
import { rowsOf } from '../../support/database/tables.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { makeSession } from '../../support/fixtures/session.ts';
import { makeToolCallLog } from '../../support/fixtures/tool-call-log.ts';
import { makeTrigger } from '../../support/fixtures/trigger.ts';
import {
  freshName,
  makeOrganization,
  makeProject,
  type OrganizationWorld,
  type ProjectWorld,
} from '../../support/fixtures.ts';
import { postMcp, postToolCall, requireMcpApiKey, toolCall } from '../../support/http/mcp-client.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

/** A project with one of everything in it, open to those without a key. */
type Tenant = {
  readonly organization: OrganizationWorld;
  readonly project: ProjectWorld;
  readonly endpoint: string;
  readonly triggerId: string;
  readonly sessionId: string;
};

async function makeTenant(organization: OrganizationWorld): Promise<Tenant> {
  const project = await makeProject(server, organization);
  await requireMcpApiKey(server, project, false);
  const account = await makeConnectedAccount(server, project);
  const { id: triggerId } = await makeTrigger(server, project, { connectedAccountId: account.id });
  const { id: sessionId } = await makeSession(server, project);
  await makeToolCallLog(server, project, { sessionId });
  const { id: endpoint } = await makeMcpServer(server, project);
  return { organization, project, endpoint, triggerId, sessionId };
}

let mine: Tenant;
/** In the same organization, and in another one. */
let others: readonly Tenant[];

beforeAll(async () => {
  const organization = await makeOrganization(server);
  mine = await makeTenant(organization);
  others = [await makeTenant(organization), await makeTenant(await makeOrganization(server))];
});

const lists = ['list_connected_accounts', 'list_triggers', 'list_sessions', 'get_tool_call_logs'];

/** All ids that a project has something under. */
async function idsIn({ organization, project }: Tenant): Promise<ReadonlySet<unknown>> {
  const rows = await rowsOf(server, organization.id);
  return new Set(rows.filter(({ row }) => row.project_id === project.id).map(({ row }) => row.id));
}

const idsOf = (found: unknown) => JSON.stringify(found).match(/"(ca|ti|ses|log)_[0-9A-Za-z]{16}"/g) ?? [];

const withAndWithoutKey = ({ project }: Tenant) => [project.credentials, {}];

describe('MCP isolates tenants', () => {
  test('every list tool returns resources of its project only', async () => {
    for (const tenant of [mine, ...others]) {
      const own = await idsIn(tenant);
      for (const headers of withAndWithoutKey(tenant)) {
        for (const name of lists) {
          const { found } = await postToolCall(server, tenant.endpoint, name, headers);
          const ids = idsOf(found).map((id) => JSON.parse(id));
          expect(ids.length, name).toBeGreaterThan(0);
          for (const id of ids) expect(own, name).toContain(id);
        }
        const { found } = await postToolCall(server, tenant.endpoint, 'get_project', headers);
        expect(found).toMatchObject({ id: tenant.project.id });
      }
    }
  });

  test('filters by ids of other tenants match nothing', async () => {
    for (const { sessionId } of others) {
      for (const headers of withAndWithoutKey(mine)) {
        const { found } = await postToolCall(server, mine.endpoint, 'get_tool_call_logs', headers, {
          sessionId,
        });
        expect(found).toMatchObject({ toolCallLogs: [] });
      }
    }
  });

  test('a header with another project is ignored', async () => {
    for (const { project } of others) {
      for (const key of withAndWithoutKey(mine)) {
        const headers = { ...key, 'x-project-id': project.id };
        const { found } = await postToolCall(server, mine.endpoint, 'get_project', headers);
        expect(found).toMatchObject({ id: mine.project.id });
      }
    }
  });

  test('resources of other tenants cannot be changed and are NOT_FOUND', async () => {
    const missing = {
      close_session: { id: 'ses_0000000000000000' },
      set_trigger_enabled: { id: 'ti_0000000000000000', enabled: false },
    };
    for (const { organization, sessionId, triggerId } of others) {
      const before = await rowsOf(server, organization.id);
      const foreign = {
        close_session: { id: sessionId },
        set_trigger_enabled: { id: triggerId, enabled: false },
      };
      for (const name of ['close_session', 'set_trigger_enabled'] as const) {
        const ask = async (args: object) => {
          const headers = { ...mine.project.credentials, 'x-request-id': 'same' };
          return (await postMcp(server, mine.endpoint, toolCall(name, args), headers)).text;
        };
        const answer = await ask(foreign[name]);
        expect(answer).toContain('NOT_FOUND');
        expect(answer).toBe(await ask(missing[name]));
      }
      expect(await rowsOf(server, organization.id)).toEqual(before);
    }
  });

  test('settings of its own project are changed only', async () => {
    const before = await Promise.all(others.map(({ organization }) => rowsOf(server, organization.id)));
    const args = { displayName: freshName('mine') };
    await postToolCall(server, mine.endpoint, 'update_project_config', mine.project.credentials, args);
    const after = await Promise.all(others.map(({ organization }) => rowsOf(server, organization.id)));
    const changed = after.flatMap((rows, index) =>
      rows.filter(({ version }) => !before[index]?.some((row) => row.version === version)),
    );
    const ids = changed.map(({ row }) => row.target_id ?? row.id);
    expect(new Set(ids)).toEqual(new Set([mine.project.id]));
  });
});
