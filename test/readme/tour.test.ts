import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Credentials, operator, post, projectKey } from '../support/client.ts';
import { makeOrganization } from '../support/fixtures.ts';
import { makeReceiver, verified } from '../support/network/webhook-receiver.ts';
import { runInShell } from '../support/process/curl-shell.ts';
import { useServer } from '../support/server.ts';

const server = useServer({
  ownDatabase: true,
  env: { BACKGROUND_JOBS: 'on', WEBHOOK_ALLOW_INSECURE: '1', METRICS_PORT: '0' },
});

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

type Step = { readonly mark: string; readonly text: string };

/** Returns every block of code in a text, with the mark that says who runs it. */
const stepsIn = (text: string): readonly Step[] =>
  [...text.matchAll(/(?:<!-- tour: ([\w ]+) -->\n)?```\w*\n([\s\S]*?)```/g)].map(
    ([, mark = 'no mark', code = '']) => ({ mark, text: code }),
  );

const steps = stepsIn(read('docs/tutorial.md'));
const [, threeSteps = ''] = /\n## Three steps\n([\s\S]*?)\n## /.exec(read('README.md')) ?? [];

type Found = { readonly [name: string]: unknown };

/** The first value under a name, anywhere in an answer. */
function find(answer: unknown, name: string): string | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const own = (answer as Found)[name];
  if (typeof own === 'string') return own;
  return Object.values(answer)
    .map((value) => find(value, name))
    .find((value) => value !== undefined);
}

/** Returns the JSON that a page shows, with any text in the place of three dots. */
function shown(text: string): unknown {
  return JSON.parse(text, (_name, value: unknown) =>
    typeof value === 'string' && value.endsWith('…')
      ? expect.stringMatching(new RegExp(`^${value.slice(0, -1)}.+`))
      : value,
  );
}

async function runInFolder(command: string, env: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bailiwick-tour-'));
  return runInShell(command, folder, env).finally(() => rm(folder, { recursive: true }));
}

/** Under which name which value of an answer is needed later: by queries as a variable, by commands in the shell. */
const remembered: Readonly<Record<string, readonly [name: string, value: string]>> = {
  KeyForTheGateway: ['gatewayKeyId', 'id'],
  CreateStaging: ['projectId', 'id'],
  ConnectGitHub: ['authConfigId', 'id'],
  OpenSession: ['sessionId', 'id'],
  LetAssistantsIn: ['MCP_URL', 'url'],
};

const nameOf = (query: string) => /^(?:query|mutation) (\w+)/.exec(query)?.[1] ?? '';

/** A newcomer with a terminal and an endpoint for webhooks, who sends every step as written. */
async function makeNewcomer(hookUrl: string, serverUrl: string) {
  const { credentials, secret: organizationKey } = await makeOrganization(server, 'Acme');
  const keys: Record<string, Credentials> = { 'organization key': credentials, 'operator key': operator };
  const known: Record<string, string> = {
    hookUrl,
    BAILIWICK_URL: serverUrl,
    GRAPHQL_URL: `${serverUrl}/graphql`,
    ORGANIZATION_KEY: organizationKey,
  };
  return {
    known,
    send: async (key: string, query: string): Promise<unknown> => {
      const { text, data, errors } = await post(
        server,
        JSON.stringify({ query, variables: known }),
        keys[key] ?? {},
      );
      expect(errors, query).toEqual([]);
      const [name, value] = remembered[nameOf(query)] ?? [];
      if (name && value) known[name] = find(data, value) ?? '';
      const secret = find(data, 'secret') ?? '';
      if (secret.startsWith('whsec_')) known.WEBHOOK_SECRET = secret;
      if (nameOf(query) === 'KeyForTheGateway') known.gatewaySecret = secret;
      else if (secret.startsWith('ak_')) {
        known.PROJECT_KEY = secret;
        keys['project key'] = projectKey(secret);
      }
      return JSON.parse(text);
    },
    type: async (command: string): Promise<unknown> => JSON.parse(await runInFolder(command, known)),
  };
}

test('every step of the tutorial works as written, and returns the response that is shown', async () => {
  const { url, metricsUrl } = await server.listen();
  const receiver = await makeReceiver();
  const newcomer = await makeNewcomer(receiver.url, url);
  newcomer.known.METRICS_URL = metricsUrl ?? '';
  let answer: unknown;
  for (const { mark, text } of steps) {
    const [, repeated] = /^(\w+) again$/.exec(mark) ?? [];
    const again = steps.find((step) => nameOf(step.text) === repeated);
    if (again) answer = await newcomer.send(again.mark, again.text);
    if (mark === 'answers' || again) expect(answer).toEqual(shown(text));
    else if (mark === 'arrives') {
      const [received] = await receiver.received(1);
      if (!received) throw new Error('It was received.');
      expect(verified(received, newcomer.known.WEBHOOK_SECRET ?? '')).toEqual(shown(text));
    } else if (mark === 'shell') answer = await newcomer.type(text);
    else answer = await newcomer.send(mark, text);
  }
  expect(receiver.requests).toHaveLength(1);
});

test('the tutorial shows a resource, the effect of a setting, a webhook and calls of MCP', () => {
  const marks = steps.map(({ mark }) => mark);
  expect(marks).not.toContain('no mark');
  expect(marks).toContain('AccountsOfJane again');
  expect(marks).toContain('arrives');
  expect(marks.filter((mark) => mark === 'shell')).toHaveLength(8);
  expect(steps.map(({ text }) => nameOf(text))).toContain('ConnectJane');
});

test('the three steps of the README work as written, and return the responses that are shown', async () => {
  const newcomer = await makeNewcomer('https://example.com/hooks', 'http://127.0.0.1');
  const readmeSteps = stepsIn(threeSteps);
  let answer: unknown;
  for (const { mark, text } of readmeSteps) {
    if (mark === 'answers') expect(answer).toEqual(shown(text));
    else answer = await newcomer.send(mark, text);
  }
  expect(readmeSteps.map(({ mark }) => mark)).toEqual([
    'organization key',
    'project key',
    'answers',
    'organization key',
    'answers',
  ]);
});

test('the queries of llms.txt work as written', async () => {
  const newcomer = await makeNewcomer('https://example.com/hooks', 'http://127.0.0.1');
  const queries = stepsIn(read('docs/llms.txt'));
  expect(queries).toHaveLength(2);
  for (const { text } of queries) await newcomer.send('organization key', text);
});
