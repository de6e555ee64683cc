import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { REPOSITORY } from '../support/bundle.ts';
import { run } from '../support/client.ts';
import { deliveryThat, makeSubscription, sendTest } from '../support/fixtures/webhook.ts';
import { makeWorld } from '../support/fixtures.ts';
import { UpdateWebhookSubscription } from '../support/operations/webhook.ts';
import { useServer } from '../support/server.ts';

const server = useServer({
  ownDatabase: true,
  transport: 'network',
  env: { BACKGROUND_JOBS: 'on', WEBHOOK_ALLOW_INSECURE: '1' },
});

beforeAll(async () => {
  await server.listen();
});

const guide = readFileSync(new URL('../../docs/guides/webhooks.md', import.meta.url), 'utf8');
const [, example = ''] = /<!-- webhook receiver -->\n```js\n([\s\S]*?)```/.exec(guide) ?? [];

const LISTENS = 'server.listen(3000);';

/** Runs the example unchanged except for its port: any free one, which it reports. */
async function startExample(secret: string): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  expect(example).toContain(LISTENS);
  const code = example.replace(
    LISTENS,
    "server.listen(0, '127.0.0.1', () => process.send(server.address().port));",
  );
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: REPOSITORY,
    env: { WEBHOOK_SECRET: secret },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  onTestFinished(() => {
    child.kill();
  });
  const [port] = await once(child, 'message');
  return { url: `http://127.0.0.1:${port}/`, child };
}

test('the receiver in the webhook guide accepts requests that its secret signed, and rejects all others', async () => {
  const { project } = await makeWorld(server);
  const subscription = await makeSubscription(server, project);
  const { url, child } = await startExample(subscription.secret);
  const { id } = subscription;
  await run(server, UpdateWebhookSubscription, { input: { id, url } }, project.credentials);
  let printed = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk) => {
    printed += chunk;
  });
  await sendTest(server, project, subscription);
  await deliveryThat(server, project, subscription, { status: 'SUCCEEDED', responseStatus: 204 });
  await expect.poll(() => printed).toBe(`webhook.test { webhookSubscriptionId: '${id}' }\n`);

  const stranger = await makeSubscription(server, project, { url });
  await sendTest(server, project, stranger);
  const refused = { status: 'PENDING', attemptCount: 1, responseStatus: 401 } as const;
  await deliveryThat(server, project, stranger, refused);
});
