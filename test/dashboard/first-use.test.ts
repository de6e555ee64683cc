import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { takeSecret } from '../support/dashboard/dashboard.ts';
import { makeReceiver, status } from '../support/network/webhook-receiver.ts';
import { useBrowser } from '../support/process/browser.ts';
import { useProcesses } from '../support/process/processes.ts';
import { readWelcome } from '../support/process/remote-server.ts';

const processes = useProcesses();
const browser = useBrowser();

const WAIT_MAX_MS = 20_000;

/** Clicks the first link, button or option that shows a text. */
async function press(page: Page, text: string): Promise<void> {
  const controls = page.locator('a, button, [role="option"], [role="combobox"]').filter({ visible: true });
  const shown = page.getByText(text, { exact: true });
  await controls.and(shown).or(controls.locator(shown)).first().click();
}

async function createProject(page: Page, name: string): Promise<string> {
  await press(page, 'Projects');
  await press(page, 'New project');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await press(page, 'Create project');
  return takeSecret(page);
}

async function issueKey(page: Page, name: string): Promise<string> {
  await press(page, 'New key');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await press(page, 'Issue key');
  return takeSecret(page);
}

/** Reads the address of the only MCP server of the project, as a user copies it. */
async function addressOfServer(page: Page): Promise<string> {
  await press(page, 'Connect');
  await page.getByLabel('Client', { exact: true }).selectOption('curl');
  const command = await page.getByText('curl -s').textContent();
  await page.keyboard.press('Escape');
  return /http:\S+/.exec(command ?? '')?.[0] ?? '';
}

/** Lists the tools of an MCP server as a client without a key does. */
async function listTools(url: string): Promise<number> {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': '2025-06-18',
  };
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} });
  return (await fetch(url, { method: 'POST', headers, body })).status;
}

test('a new user does everything from the lines of the first start on, by visible texts alone', {
  timeout: 180_000,
}, async () => {
  const server = processes.launch({
    DATA_DIR: await processes.sharedDataDir(),
    WEBHOOK_ALLOW_INSECURE: '1',
  });
  await server.ready();
  const [, start = ''] = /^The dashboard is at (\S+)$/m.exec(server.printed) ?? [];
  const { page, requests, complaints } = await browser.open(start);
  page.setDefaultTimeout(WAIT_MAX_MS);

  await page.getByText('the terminal, at the first start').waitFor();
  await page.getByLabel('API key', { exact: true }).fill(readWelcome(server.printed).organizationKey ?? '');
  await press(page, 'Sign in');

  const secrets = [await createProject(page, 'Staging'), await issueKey(page, 'worker')];
  secrets.push(await createProject(page, 'Production'), await issueKey(page, 'gateway'));
  expect(new Set(secrets).size).toBe(4);

  await press(page, 'Production');
  await press(page, 'Staging');
  await page.getByText('worker', { exact: true }).waitFor();
  await press(page, 'MCP servers');
  await press(page, 'New MCP server');
  await page.getByLabel('Name', { exact: true }).fill('Assistant');
  await press(page, 'Create MCP server');
  await page.getByText('Every tool of every server needs a project key.').waitFor();
  const url = await addressOfServer(page);
  expect(await listTools(url)).toBe(401);
  await press(page, 'Settings');
  await press(page, 'Project Configuration');
  await page.getByRole('switch', { name: 'Require API Key for MCP' }).click();
  await expect.poll(() => listTools(url)).toBe(200);
  await press(page, 'MCP servers');
  await page.getByText('Tools that only read need no key').waitFor();

  const receiver = await makeReceiver();
  receiver.answerWith(status(500));
  await press(page, 'Webhooks');
  await press(page, 'New webhook');
  await page.getByLabel('URL', { exact: true }).fill(receiver.url);
  await press(page, 'Choose all');
  await press(page, 'Create webhook');
  await page.getByText(/^whsec_/).waitFor();
  await page.getByLabel('I have stored the secret').check();
  await press(page, 'Close');
  await press(page, receiver.url);
  await press(page, 'Send test event');
  await page.getByText('HTTP 500').first().waitFor();
  receiver.answerWith(status(204));
  await press(page, 'Redeliver');
  await page.getByText('HTTP 204').first().waitFor();
  await page.getByRole('row').getByText('Delivered', { exact: true }).first().waitFor();

  expect(complaints).toEqual([]);
  const { origin } = new URL(start);
  expect(requests.filter((line) => !line.includes(` ${origin}/`))).toEqual([]);
});
