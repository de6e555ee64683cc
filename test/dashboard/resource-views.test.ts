import type { Page } from 'playwright-core';
import { describe } from 'vitest';
import { useDashboard } from '../support/dashboard/dashboard.ts';
import { testViews } from '../support/dashboard/test-views.ts';
import { makeAuthConfig } from '../support/fixtures/auth-config.ts';
import { makeConnectedAccount } from '../support/fixtures/connected-account.ts';
import { makeMcpServer } from '../support/fixtures/mcp-server.ts';
import { makeSession } from '../support/fixtures/session.ts';
import { recordCalls, someCall } from '../support/fixtures/tool-call-log.ts';
import { makeTrigger } from '../support/fixtures/trigger.ts';
import { makeOrganization, makeProject } from '../support/fixtures.ts';

const dashboard = useDashboard();
const { server } = dashboard;

const rowheader = (page: Page) => page.getByRole('rowheader').first().waitFor();

describe('axe finds nothing', () => {
  testViews(dashboard, async () => {
    const organization = await makeOrganization(server, 'Acme');
    const project = await makeProject(server, organization, { name: 'Staging' });
    const github = await makeAuthConfig(server, project, {
      name: 'GitHub app',
      credentials: { client_id: 'Iv1.8a61', client_secret: '0123456789abcdef' },
    });
    const slack = await makeAuthConfig(server, project, {
      name: 'Slack bot',
      toolkitSlug: 'slack',
      authScheme: 'BEARER_TOKEN',
    });
    await makeAuthConfig(server, project, { name: 'Notion', toolkitSlug: 'notion', isManaged: true });
    const account = (authConfigId: string, userId: string, input = {}) =>
      makeConnectedAccount(server, project, { authConfigId, userId, ...input });
    const credentials = { access_token: 'gho_0123456789abcdef' };
    const jane = await account(github.id, 'jane@example.com', { alias: 'Work', credentials });
    const joe = await account(slack.id, 'joe@example.com', { expiresAt: '2030-01-01T00:00:00Z' });
    await account(github.id, 'ada@example.com', { status: 'INITIATED' });
    for (const slug of ['github_commit', 'github_issue'])
      await makeTrigger(server, project, { slug, connectedAccountId: jane.id, config: { repo: 'acme/api' } });
    await makeTrigger(server, project, { slug: 'slack_message', connectedAccountId: joe.id, enabled: false });
    const session = await makeSession(server, project, {
      userId: 'jane@example.com',
      toolkitSlugs: ['github', 'slack'],
    });
    await makeSession(server, project, { userId: 'joe@example.com', toolkitSlugs: ['slack'] });
    await recordCalls(server, project, [
      someCall({ sessionId: session.id }),
      someCall({ sessionId: session.id, toolSlug: 'slack_post', toolkitSlug: 'slack', durationMs: 1_240 }),
      someCall({ sessionId: session.id, toolSlug: 'github_read', status: 'ERROR', errorCode: 'TIMEOUT' }),
    ]);
    await makeMcpServer(server, project, { name: 'Support assistant' });
    await makeMcpServer(server, project, {
      name: 'Reading assistant',
      allowedTools: ['GET_PROJECT', 'LIST_SESSIONS'],
    });
    const list = { reach: rowheader };
    const empty = (heading: string) => ({
      reach: (page: Page) => page.getByRole('heading', { name: heading }).waitFor(),
    });
    const open = (...names: string[]) => ({
      reach: async (page: Page) => {
        await rowheader(page);
        const [button = '', item] = names;
        await page.getByRole('button', { name: button }).first().click();
        if (item) await page.getByRole('menuitem', { name: item }).click();
        await page.getByRole('dialog').waitFor();
      },
    });
    const at = (section: string) => `/projects/staging/${section}`;
    const none = (section: string) => `/projects/default/${section}`;
    return {
      key: organization.secret,
      views: {
        'auth configs': { path: at('auth-configs'), ...list },
        'no auth configs': { path: none('auth-configs'), ...empty('No auth configs') },
        'new auth config': {
          path: `${at('auth-configs')}?create=true`,
          reach: (page) => page.getByRole('dialog').waitFor(),
        },
        'edit auth config': { path: at('auth-configs'), ...open('Actions for GitHub app', 'Edit') },
        'delete auth config': {
          path: at('auth-configs'),
          reach: async (page) => {
            await open('Actions for GitHub app', 'Delete').reach(page);
            await page.getByRole('button', { name: 'Delete auth config' }).click();
            await page.getByText('Type GitHub app to confirm').waitFor();
          },
        },
        'connected accounts': { path: at('connected-accounts'), ...list },
        'no connected accounts': { path: none('connected-accounts'), ...empty('No connected accounts') },
        'connected account': {
          path: `${at('connected-accounts')}?account=${jane.id}`,
          reach: (page) => page.getByText('access_token').waitFor(),
        },
        'edit connected account': { path: at('connected-accounts'), ...open('Actions for jane', 'Edit') },
        'connected account actions': {
          path: at('connected-accounts'),
          reach: async (page) => {
            await rowheader(page);
            await page.getByRole('button', { name: 'Actions for jane' }).click();
            await page.getByRole('menuitem').first().waitFor();
          },
        },
        triggers: { path: at('triggers'), ...list },
        'no triggers': { path: none('triggers'), ...empty('No triggers') },
        'edit trigger': { path: at('triggers'), ...open('Actions for github_commit', 'Edit config') },
        sessions: { path: at('sessions'), ...list },
        'no sessions': { path: none('sessions'), ...empty('No sessions') },
        session: { path: at(`sessions/${session.id}`), ...list },
        'MCP servers': { path: at('servers'), ...list },
        'no MCP servers': { path: none('servers'), ...empty('No MCP servers') },
        'new MCP server': {
          path: `${at('servers')}?create=true`,
          reach: (page) => page.getByRole('dialog').waitFor(),
        },
        'connect MCP server': { path: at('servers'), ...open('Connect Support assistant') },
      },
    };
  });
});
