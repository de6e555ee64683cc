import { execFile } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { REPOSITORY } from '../support/bundle.ts';
import { post, projectKey } from '../support/client.ts';
import { createEmptyDatabase } from '../support/database/test-database.ts';
import { documentedEdits, makeEdit } from '../support/process/documented-edits.ts';
import { useProcesses } from '../support/process/processes.ts';
import { readWelcome, remoteServer } from '../support/process/remote-server.ts';

const processes = useProcesses();

const TEST_MAX_MS = 180_000;
const COPIED = ['package.json', 'package-lock.json', 'tsconfig.json', 'prisma', 'schema', 'scripts', 'src'];

const edits = documentedEdits(readFileSync(join(REPOSITORY, 'CONTRIBUTING.md'), 'utf8'), 'Add a field');

/** Copies the checkout, with the packages of the original. */
function copyCheckout(folder: string): string {
  for (const path of COPIED) cpSync(join(REPOSITORY, path), join(folder, path), { recursive: true });
  symlinkSync(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

const runScript = (cwd: string, script: string, ...args: string[]) =>
  promisify(execFile)('npm', ['run', '--silent', script, '--', ...args], { cwd });

/** Starts the server of a checkout on a new database. */
async function start(checkout: string) {
  const database = processes.keep(await createEmptyDatabase());
  const started = processes.launchBuilt(checkout, { DATABASE_URL: database.url });
  const server = remoteServer(await started.ready());
  return { server, key: projectKey(readWelcome(started.printed).projectKey ?? '') };
}

type AuthConfig = { readonly id: string; readonly description: string | null };
type Answers = {
  readonly createAuthConfig: { readonly authConfig: AuthConfig };
  readonly updateAuthConfig: { readonly authConfig: AuthConfig };
  readonly viewer: {
    readonly project: { readonly auditLog: { readonly nodes: { action: string; changes: object }[] } };
  };
  readonly node: AuthConfig;
};

describe('the edits that CONTRIBUTING.md lists for a new field', () => {
  test('are at most six', () => {
    expect(edits.map(({ path }) => path)).toEqual([...new Set(edits.map(({ path }) => path))]);
    expect(edits.length).toBeGreaterThan(0);
    expect(edits.length).toBeLessThanOrEqual(6);
  });

  test(
    'add it to the database, the API and the audit log',
    async () => {
      const folder = copyCheckout(processes.folder);
      for (const edit of edits) makeEdit(folder, edit);
      await runScript(folder, 'migrate:new', 'auth_config_description');
      await runScript(folder, 'generate');
      await runScript(folder, 'schema:print');
      expect(readFileSync(join(folder, 'schema/schema.graphql'), 'utf8')).not.toBe(
        readFileSync(join(REPOSITORY, 'schema/schema.graphql'), 'utf8'),
      );
      await runScript(folder, 'build');
      const { server, key } = await start(folder);
      const ask = async (query: string, variables: object = {}) => {
        const { data, errors } = await post<Answers>(server, JSON.stringify({ query, variables }), key);
        expect(errors).toEqual([]);
        if (!data) throw new Error('There is no data.');
        return data;
      };
      const update = `mutation ($id: ID!, $description: String) {
        updateAuthConfig(input: { id: $id, description: $description }) { authConfig { id description } } }`;
      const { createAuthConfig } = await ask(`mutation { createAuthConfig(input: {
        toolkitSlug: "github", name: "GitHub", authScheme: OAUTH2, description: "of the platform" })
        { authConfig { id description } } }`);
      const { id } = createAuthConfig.authConfig;
      expect(createAuthConfig.authConfig.description).toBe('of the platform');
      const changed = await ask(update, { id, description: 'of the team' });
      expect(changed.updateAuthConfig.authConfig.description).toBe('of the team');
      const read = '($id: ID!) { node(id: $id) { ... on AuthConfig { id description } } }';
      expect((await ask(`query ${read}`, { id })).node).toEqual({ id, description: 'of the team' });
      const kept = await ask(
        'mutation ($id: ID!) { updateAuthConfig(input: { id: $id }) { authConfig { description } } }',
        { id },
      );
      expect(kept.updateAuthConfig.authConfig.description).toBe('of the team');
      const cleared = await ask(update, { id, description: null });
      expect(cleared.updateAuthConfig.authConfig.description).toBeNull();
      const { viewer } = await ask(
        '{ viewer { project { auditLog(first: 3) { nodes { action changes } } } } }',
      );
      expect(viewer.project.auditLog.nodes).toEqual([
        {
          action: 'AUTH_CONFIG_UPDATED',
          changes: { description: { before: 'of the team', after: null } },
        },
        {
          action: 'AUTH_CONFIG_UPDATED',
          changes: { description: { before: 'of the platform', after: 'of the team' } },
        },
        {
          action: 'AUTH_CONFIG_CREATED',
          changes: expect.objectContaining({ description: 'of the platform' }),
        },
      ]);
    },
    TEST_MAX_MS,
  );
});
