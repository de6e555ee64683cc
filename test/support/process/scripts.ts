import { afterEach, beforeEach } from 'vitest';
import { REPOSITORY } from '../bundle.ts';
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { type Command, launchProcess, type ServerProcess } from './server-process.ts';

export type Scripts = {
  /** Of the running test. */
  readonly database: TestDatabase;
  /** Runs a command in the repository on that database, with these variables and none of ours beside. */
  launch(command: Command['command'], env: Command['env']): ServerProcess;
};

/** Commands of the package as processes of their own. After each test they are gone, and their database with them. */
export function useScripts(): Scripts {
  let database: TestDatabase | undefined;
  const launched: ServerProcess[] = [];
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(async () => {
    await Promise.all(launched.splice(0).map((process) => process.destroy()));
    await database?.drop();
  });
  const there = () => {
    if (!database) throw new Error('The database is there in tests only.');
    return database;
  };
  return {
    get database() {
      return there();
    },
    launch: (command, variables) => {
      const { PATH = '', HOME = '' } = process.env;
      const env = { PATH, HOME, DATABASE_URL: there().url, ...variables };
      const started = launchProcess({ command, cwd: REPOSITORY, env, leadsGroup: true });
      launched.push(started);
      return started;
    },
  };
}
