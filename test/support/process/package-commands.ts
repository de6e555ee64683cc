import { join } from 'node:path';
import { expect, inject, onTestFinished } from 'vitest';
import type { Environment, Processes } from './processes.ts';
import { IN_ORDER, launchProcess, REFUSED, type ServerProcess, STACK_TRACE } from './server-process.ts';

export type PackageCommands = {
  /** Runs what scripts of the package run after the build, in the folder of the test. */
  launch(
    script: Script,
    args: readonly string[],
    env: Environment,
    /** How long a file may become. */
    fileBlocksMax?: number,
  ): ServerProcess;
  /** Gives what it prints. */
  succeed(script: Script, args: readonly string[], env: Environment): Promise<string>;
  expectRefused(script: Script, args: readonly string[], env: Environment, why: RegExp): Promise<void>;
};

type Script =
  | 'verify-audit-log'
  | 'backup'
  | 'recover-organization-key'
  | 'rotate-encryption-key'
  | 'migrate'
  | 'restore';

export function packageCommands(processes: Processes): PackageCommands {
  const launch: PackageCommands['launch'] = (script, args, env, fileBlocksMax) => {
    const { PATH = '', HOME = '' } = process.env;
    const command = [process.execPath, join(inject('bundle'), `${script}.js`), ...args] as const;
    const limited = ['/bin/sh', '-c', `ulimit -f ${fileBlocksMax}; exec "$0" "$@"`, ...command] as const;
    const whole = { PATH, HOME, TMPDIR: join(processes.folder, 'tmp'), ...env };
    const started = launchProcess({
      command: fileBlocksMax ? limited : command,
      cwd: processes.folder,
      env: whole,
      leadsGroup: false,
    });
    onTestFinished(() => started.destroy());
    return started;
  };
  return {
    launch,
    succeed: async (...what) => {
      const started = launch(...what);
      expect(await started.exited, started.stderr).toEqual(IN_ORDER);
      expect(started.stderr).toBe('');
      return started.printed;
    },
    expectRefused: async (script, args, env, why) => {
      const started = launch(script, args, env);
      expect(await started.exited).toEqual(REFUSED);
      expect(started.explanation).toMatch(why);
      expect(started.explanation).not.toMatch(STACK_TRACE);
      expect(started.printed).toBe('');
    },
  };
}
