import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { tolerate } from './errors.ts';
import { type Account, CHILD_ENVIRONMENT } from './system-user.ts';

export type ServerInput = {
  readonly binaries: string;
  readonly cluster: string;
  readonly socketFolder: string;
  readonly account: Account | undefined;
  readonly durable: boolean;
  readonly connectionsMax: number;
  readonly log: ((line: string) => void) | undefined;
};

export type ServerProcess = {
  /** Resolves with how it ended ("exit code 1"), after its last log line was read. Never rejects. */
  readonly ended: Promise<string>;
  /** Whether it reports that it accepts connections: connecting before that would fill the log. */
  isReady(): Promise<boolean>;
  lastLines(): string;
  /** Requests a fast shutdown: sessions are terminated, data is flushed. */
  stop(): void;
};

const LAST_LINES_MAX = 20;
/** Connections reserved for tools beside our processes, and for superusers. */
const RESERVED_CONNECTIONS = 13;
/** Line numbers in PostgreSQL's lock file, counted from zero (pidfile.h of its sources). */
const PID_LINE = 0;
const STATE_LINE = 7;

/** Starts a guard and then replaces itself with PostgreSQL (same process id). The guard reads a pipe whose other end
 *  only our process has. A line means that PostgreSQL ended normally. End of file without one means that our process
 *  died: the guard stops PostgreSQL, repeatedly because a shell that waits for a child may swallow the first signal,
 *  and removes the socket folder ($0). The guard is detached, since PostgreSQL treats the death of unknown children as
 *  a crash. */
const GUARDED_START = `
( ( trap '' HUP INT TERM
    read -r line <&3 && exit
    tries=0
    while [ $tries -lt 300 ] && kill -INT $$; do tries=$((tries + 1)); sleep 0.2; done
    rm -f -- "$0"/.s.PGSQL.5432*
    rmdir -- "$0"
  ) >/dev/null 2>&1 & )
exec 3<&-
exec "$@"
`;

/** Starts PostgreSQL in its own process group, so that Ctrl-C in a terminal only reaches our process, which shuts it
 *  down cleanly. If our process is killed, PostgreSQL stops by itself. */
export function launchServer(input: ServerInput): ServerProcess {
  const child = spawnGuarded(input);
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  const { stderr, guard } = pipesOf(child);
  const lastLines: string[] = [];
  const lines = createInterface({ input: stderr }).on('line', (line) => {
    lastLines.push(line);
    if (lastLines.length > LAST_LINES_MAX) lastLines.shift();
    input.log?.(line);
  });
  const linesClosed = once(lines, 'close');
  const ended = exited.then(async (exitReason) => {
    guard.end('ended\n', () => guard.destroy());
    // Sessions that outlive a killed server keep the pipe open briefly.
    await Promise.race([linesClosed, sleep(500, undefined, { ref: false })]);
    stderr.destroy();
    return exitReason;
  });
  const isReady = async () => (await readStatus(input.cluster)) === `${child.pid} ready`;
  return { ended, isReady, lastLines: () => lastLines.join('\n'), stop: () => child.kill('SIGINT') };
}

function spawnGuarded(input: ServerInput): ChildProcess {
  const command = [join(input.binaries, 'bin', 'postgres'), '-D', input.cluster, ...serverSettings(input)];
  return spawn('/bin/sh', ['-c', GUARDED_START, input.socketFolder, ...command], {
    ...input.account,
    cwd: '/',
    env: CHILD_ENVIRONMENT,
    detached: true,
    // The guard's pipe is not standard input, which Node.js closes before it emits the exit event.
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
}

function pipesOf({ stderr, stdio }: ChildProcess): { stderr: Readable; guard: Writable } {
  const guard = stdio[3];
  if (stderr === null || !(guard instanceof Writable))
    throw new Error('The PostgreSQL process has no pipes.');
  // If the guard exited first, the message is not needed.
  guard.on('error', () => guard.destroy());
  return { stderr, guard };
}

/** Reads the process id and the state from the server's lock file, in the form "123 ready". */
async function readStatus(cluster: string): Promise<string> {
  const text = await tolerate(readFile(join(cluster, 'postmaster.pid'), 'utf8'), 'ENOENT');
  const lines = text?.split('\n') ?? [];
  return `${lines[PID_LINE]} ${lines[STATE_LINE]?.trim()}`;
}

function serverSettings({ socketFolder, durable, connectionsMax }: ServerInput): string[] {
  const nonDurableSettings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  return [
    `unix_socket_directories="${socketFolder.replaceAll('"', '""')}"`,
    'listen_addresses=',
    'port=5432',
    'shared_buffers=128MB',
    `max_connections=${Math.max(100, connectionsMax + RESERVED_CONNECTIONS)}`,
    'log_destination=stderr',
    'logging_collector=off',
    'jit=off',
    'timezone=UTC',
    'log_timezone=UTC',
    ...(durable ? [] : nonDurableSettings),
  ].flatMap((setting) => ['-c', setting]);
}
