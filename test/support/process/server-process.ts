import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** How a start ends that cannot be. */
export const REFUSED: Exit = { code: 1, signal: null };
/** How a server ends that was asked to. */
export const IN_ORDER: Exit = { code: 0, signal: null };

/** Anywhere, also inside a line of the log. */
export const STACK_TRACE = /^\s+at |\\n\s+at /m;

export type ServerProcess = {
  readonly pid: number;
  /** All that it has printed for whoever started it. */
  readonly printed: string;
  /** All that it has written to stderr. */
  readonly stderr: string;
  /** What it has printed on stderr for a person: all but the log, whose lines are JSON. */
  readonly explanation: string;
  /** How it ended, once all that it wrote is read. */
  readonly exited: Promise<Exit>;
  /** The address at which it answers, once it has printed it. Rejects with its output when it ends before that. */
  ready(): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  /** What a terminal does at the press of a key: the processes that it started hear it too. */
  killGroup(signal: NodeJS.Signals): void;
  /** Ends it, and its group if it leads one, without a word. */
  destroy(): Promise<void>;
};

export type Command = {
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Whether it leads a process group of its own. */
  readonly leadsGroup: boolean;
};

/** Longer than SHUTDOWN_TIMEOUT_MS, which a start that receives a signal may use up on a busy machine. */
const END_MAX_MS = 30_000;
const READY_MAX_MS = 45_000;
const READY = /^Bailiwick is ready at (http:\S+)\/graphql\n/m;

export function launchProcess({ command, cwd, env, leadsGroup }: Command): ServerProcess {
  const [program, ...args] = command;
  const child = spawn(program, args, { cwd, env, detached: leadsGroup, stdio: ['ignore', 'pipe', 'pipe'] });
  if (child.pid === undefined) throw new Error(`${program} cannot be started.`);
  const { pid } = child;
  let printed = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    printed += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    stderr += chunk;
  });
  const exited: Promise<Exit> = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  const ready = () =>
    new Promise<string>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`${why}\n${stderr}`));
      const look = () => {
        const url = READY.exec(printed)?.[1];
        if (url) resolve(url);
      };
      child.stdout.on('data', look);
      exited.then(({ code, signal }) => fail(`It ended (${code ?? signal}) before it was ready:`));
      setTimeout(() => fail(`It is not ready after ${READY_MAX_MS / 1000} seconds:`), READY_MAX_MS).unref();
      look();
    });
  return {
    pid,
    exited,
    ready,
    get printed() {
      return printed;
    },
    get stderr() {
      return stderr;
    },
    get explanation() {
      return stderr.replaceAll(/^\{.*\}\n/gm, '');
    },
    kill: (signal) => {
      child.kill(signal);
    },
    killGroup: (signal) => {
      process.kill(-pid, signal);
    },
    destroy: async () => {
      if (leadsGroup) killIfThere(-pid);
      else child.kill('SIGKILL');
      await exited;
    },
  };
}

/** How it ends, or that it does not for a long while. */
export async function endOf({ exited }: ServerProcess): Promise<Exit | 'still running'> {
  return Promise.race([exited, sleep(END_MAX_MS, 'still running' as const, { ref: false })]);
}

export type LogLine = {
  readonly level: number;
  readonly pid: number;
  readonly msg: string;
  readonly [name: string]: unknown;
};

/** The lines of its log. */
export function linesOf({ stderr }: ServerProcess): readonly LogLine[] {
  return stderr
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}

/** Whether it has not ended yet. */
export function isRunning({ exited }: ServerProcess): Promise<boolean> {
  return Promise.race([exited.then(() => false), sleep(0, true)]);
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
