// Sends the requests of the vendor's client, and some that are rejected, through Prism, which compares requests and answers with the
// document. Prints the status of each as JSON: Prism answers a violation of a request with 422, and one of an answer with 500.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Composio from '@composio/client';

const { BAILIWICK_URL, ORGANIZATION_KEY, PROJECT_KEY } = process.env;
const START_MAX_MS = 60_000;

const probe = createServer().listen(0, '127.0.0.1');
await once(probe, 'listening');
const { port } = probe.address();
probe.close();

const prism = fileURLToPath(import.meta.resolve('@stoplight/prism-cli'));
const document = fileURLToPath(new URL('../../openapi.json', import.meta.url));
const args = [
  prism,
  'proxy',
  document,
  BAILIWICK_URL,
  '--port',
  String(port),
  '--errors',
  '--host',
  '127.0.0.1',
];
const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
const url = `http://127.0.0.1:${port}`;
const startedAt = performance.now();
while (!(await fetch(`${url}/api/v3.1/tools`).catch(() => null))) {
  if (child.exitCode !== null || performance.now() - startedAt > START_MAX_MS)
    throw new Error('Prism did not start.');
  await sleep(100);
}

const statuses = {};
async function note(name, request) {
  statuses[name] = await request.then(
    () => 200,
    (error) => `${error.status} ${JSON.stringify(error.error)}`,
  );
}
const client = new Composio({
  baseURL: url,
  apiKey: PROJECT_KEY,
  orgApiKey: ORGANIZATION_KEY,
  maxRetries: 0,
});
const { project } = client.org.owner;
const created = await project.create({ name: 'through-prism', should_create_api_key: true });
await note('list', project.list({ limit: 1 }));
await note('retrieve', project.retrieve(created.id));
await note('regenerate', project.regenerateAPIKey(created.id));
await note('delete', project.delete(created.id));
await note('project summary', client.project.usage.retrieveSummary({}));
await note('project breakdown', client.project.usage.retrieve('tool_calls', {}));
await note('organization summary', client.org.usage.retrieveSummary({}));
await note('organization breakdown', client.org.usage.retrieve('sessions', { limit: 1000 }));
await note('revocation', client.apiKeyRevocation.create({ api_keys: ['ak_none'] }));
await note('session', new Composio({ baseURL: url, apiKey: PROJECT_KEY }).auth.session.retrieveInfo());
await note('tools', client.tools.list({ limit: 3 }));
await note('tool', client.tools.retrieve('BAILIWICK_GET_PROJECT'));
await note('toolkits', client.toolkits.list());

async function send(name, method, path, headers, body) {
  const response = await fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  const isViolation = (await response.text()).includes('stoplight.io/prism/errors');
  statuses[name] = isViolation ? `violation ${response.status}` : response.status;
}
const config = '/api/v3.1/org/project/config';
await send('settings', 'GET', config, { 'x-api-key': PROJECT_KEY });
await send('changed settings', 'PATCH', config, { 'x-api-key': PROJECT_KEY }, { display_name: 'Prism' });
await send('unknown key', 'GET', config, { 'x-api-key': 'ak_unknown' });
await send('forbidden', 'GET', '/api/v3.1/org/owner/project/list', { 'x-org-api-key': PROJECT_KEY });
await send('not found', 'GET', '/api/v3.1/org/owner/project/none', { 'x-org-api-key': ORGANIZATION_KEY });
await send(
  'conflict',
  'POST',
  '/api/v3.1/org/owner/project/new',
  { 'x-org-api-key': ORGANIZATION_KEY },
  { name: 'default' },
);

child.kill();
process.stdout.write(JSON.stringify(statuses));
