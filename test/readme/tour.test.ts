import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Credentials, operator, post, projectKey } from '../support/client.ts';
import { useServer } from '../support/server.ts';
import { runInShell } from '../support/shell.ts';
import { makeOrganization } from '../support/world.ts';

const server = useServer();

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const steps = [...readme.matchAll(/<!-- tour: (\w+)(?: key)? -->\n```(?:graphql|sh)\n([\s\S]*?)```/g)].map(
  ([, key = '', query = '']) => ({ key, query }),
);

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

async function runInFolder(command: string, env: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bailiwick-tour-'));
  return runInShell(command, folder, env).finally(() => rm(folder, { recursive: true }));
}

test('every step of the tour in the README works as written', async () => {
  const organization = await makeOrganization(server, 'Acme');
  const keys: Record<string, Credentials> = { organization: organization.credentials, operator };
  const variables: Record<string, string> = {};
  const tokens: string[] = [];
  const shell: Record<string, string> = {};
  const printed: unknown[] = [];
  let recorded: unknown;
  await server.listen();
  for (const { key, query } of steps) {
    if (key === 'shell') {
      printed.push(JSON.parse(await runInFolder(query, shell)));
      continue;
    }
    const { data, errors } = await post(server, JSON.stringify({ query, variables }), keys[key] ?? {});
    expect(errors, query).toEqual([]);
    const secret = find(data, 'secret');
    if (secret?.startsWith('ak_')) {
      keys.project = projectKey(secret);
      shell.PROJECT_KEY = secret;
    }
    if (query.includes('LetAssistantsIn')) shell.MCP_URL = find(data, 'url') ?? '';
    if (query.includes('CreateStaging')) variables.projectId = find(data, 'id') ?? '';
    if (query.includes('ConnectGitHub')) variables.authConfigId = find(data, 'id') ?? '';
    tokens.push(find(data, 'access_token') ?? '');
    if (query.includes('OpenSession')) variables.sessionId = find(data, 'id') ?? '';
    if (query.includes('RecordCalls')) recorded = data;
    if (query.includes('FormerDefault {')) variables.formerDefaultId = find(data, 'id') ?? '';
  }
  expect(tokens.filter(Boolean)).toEqual(['gho_...', 'gho_0123456789abcdef']);
  expect(recorded).toEqual({
    recordToolCalls: {
      recordedCount: 2,
      duplicateCount: 0,
      toolCallLogs: [
        { userId: 'jane', arguments: null, errorCode: null, errorMessage: null },
        { userId: 'jane', arguments: null, errorCode: 'rate_limit', errorMessage: null },
      ],
    },
  });
  const ofJane = { userId: 'jane', toolkitSlugs: ['github'], status: 'ACTIVE', toolCallCount: 2 };
  expect(printed).toMatchObject([{ result: { structuredContent: { sessions: [ofJane] } } }]);
  expect(steps.length).toBeGreaterThan(8);
});
