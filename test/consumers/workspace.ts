import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { REPOSITORY } from '../support/bundle.ts';

export type Workspace = {
  /** Runs a script of a consumer's package.json and returns what it prints. */
  run(consumer: string, script: string, env?: Readonly<Record<string, string>>): Promise<string>;
  remove(): Promise<void>;
};

/** The consumers with their packages and the schema in a folder of their own, where no package of this repository is found. */
export async function makeWorkspace(): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), 'bailiwick-consumers-'));
  await cp(import.meta.dirname, folder, {
    recursive: true,
    filter: (path) => !path.includes('node_modules'),
  });
  await cp(join(REPOSITORY, 'schema/schema.graphql'), join(folder, 'schema.graphql'));
  await cp(join(REPOSITORY, 'schema/openapi.json'), join(folder, 'openapi.json'));
  const npm = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    promisify(execFile)('npm', args, { cwd: folder, env: { ...process.env, ...env } });
  await npm(['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund']);
  return {
    run: async (consumer, script, env) => {
      const args = ['run', '--silent', script, '--workspace', `consumer-${consumer}`];
      return (await npm(args, env).catch(throwWithOutput)).stdout;
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

/** What a compiler has found is on its stdout. */
function throwWithOutput(error: Error & { readonly stdout?: string }): never {
  throw new Error(`${error.message}\n${error.stdout ?? ''}`, { cause: error });
}
