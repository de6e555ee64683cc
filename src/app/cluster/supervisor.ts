import cluster, { type Worker } from 'node:cluster';
import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { ServerProcessError } from '../fatal-error.ts';

/** The message of a server process to the primary: that it serves requests, or why it cannot. */
export type WorkerMessage = { readonly url: string } | { readonly problem: string };

export type ServerProcesses = {
  /** Resolves with the URL once all processes serve requests. Rejects with a ServerProcessError when one of them cannot. */
  readonly answering: Promise<string>;
  /** Resolves with a message for the operator when no process serves requests any more and none can be started. Otherwise never settles. */
  readonly failed: Promise<string>;
  /** Stops all processes after the requests in progress, and waits for their end. */
  close(): Promise<void>;
};

export type ServerProcessesOptions = {
  readonly count: number;
  /** Environment variables that differ from those of this process. */
  readonly env: Readonly<Record<string, string>>;
  /** 0: any free port, the same for all processes. */
  readonly port: number;
  readonly log: Logger;
  /** How long processes may take to end before they are killed. */
  readonly endMaxMs: number;
};

/** A process that ran longer than this did not crash on startup. */
const UPTIME_MS_MIN = 10_000;
const DELAY_FIRST_MS = 100;
const DELAY_MAX_MS = 30_000;
/** Crashes on startup in a row, while no process serves requests, until the supervisor gives up: about three seconds. */
const CRASHES_MAX = 5;

type Group = Omit<ServerProcessesOptions, 'port'> & {
  port: number;
  readonly events: EventEmitter<{ answering: [url: string]; refused: [why: string]; failed: [why: string] }>;
  readonly running: Set<Worker>;
  readonly answering: Set<Worker>;
  readonly closing: AbortController;
  /** Null until the first process serves requests. */
  url: string | null;
  hasStarted: boolean;
};

/** How a server process ended. */
type WorkerExit = {
  readonly pid: number | undefined;
  readonly wasReady: boolean;
  /** The problem that the process reported. Null: none. */
  readonly problem: string | null;
  readonly how: string;
  readonly livedMs: number;
};

/** Forks `count` server processes and replaces each one that ends unexpectedly. They share one listening address: this process accepts the
 *  connections and distributes them round-robin. */
export function superviseServers(options: ServerProcessesOptions): ServerProcesses {
  const group: Group = {
    ...options,
    events: new EventEmitter(),
    running: new Set(),
    answering: new Set(),
    closing: new AbortController(),
    url: null,
    hasStarted: false,
  };
  const { events } = group;
  const answering = once(events, 'answering').then(([url]) => String(url));
  const refused = once(events, 'refused').then(([why]) => Promise.reject(new ServerProcessError(why)));
  const failed = once(events, 'failed').then(([why]) => String(why));
  const supervised = Array.from({ length: options.count }, () => superviseServer(group));
  return {
    answering: Promise.race([answering, refused]),
    failed,
    close: async () => {
      group.closing.abort();
      const killAll = (signal: NodeJS.Signals) => {
        for (const worker of group.running) worker.process.kill(signal);
      };
      killAll('SIGTERM');
      const late = setTimeout(() => killAll('SIGKILL'), options.endMaxMs);
      await Promise.all(supervised);
      clearTimeout(late);
    },
  };
}

/** Runs one process after another, until the group closes or gives up. */
async function superviseServer(group: Group): Promise<void> {
  const { events, closing, log } = group;
  for (let crashCount = 0; ; ) {
    const end = await runServer(group);
    if (closing.signal.aborted) return;
    const { pid, problem, how, livedMs } = end;
    crashCount = livedMs < UPTIME_MS_MIN ? crashCount + 1 : 0;
    if (!group.hasStarted) return void events.emit('refused', problem ?? how);
    if (isCrashLooping(group, end, crashCount)) return void events.emit('failed', problem ?? how);
    const delayMs = crashCount === 0 ? 0 : Math.min(DELAY_FIRST_MS * 2 ** (crashCount - 1), DELAY_MAX_MS);
    log.warn({ serverPid: pid, problem, delayMs }, `${how} Starting a replacement.`);
    await sleep(delayMs, null, { signal: closing.signal }).catch(() => {});
    if (closing.signal.aborted) return;
  }
}

/** Returns whether to give up: no process serves requests, and new ones fail on startup. */
function isCrashLooping({ answering }: Group, { wasReady, problem }: WorkerExit, earlyEnds: number): boolean {
  return answering.size === 0 && !wasReady && (problem !== null || earlyEnds > CRASHES_MAX);
}

/** Forks one process and resolves when it has ended. */
async function runServer(group: Group): Promise<WorkerExit> {
  const { running, answering, log } = group;
  const startedAt = performance.now();
  const worker = cluster.fork({ ...group.env, PORT: `${group.port}` });
  const { pid } = worker.process;
  let wasReady = false;
  let problem: string | null = null;
  running.add(worker);
  // Without a listener, a message that cannot be delivered would end this process.
  worker.on('error', (err) =>
    log.debug({ err, serverPid: pid }, 'failed to send a message to a server process'),
  );
  worker.on('message', (message: WorkerMessage | object) => {
    if ('problem' in message) problem = message.problem;
    else if ('url' in message) wasReady = onReady(group, worker, message.url);
  });
  const [code, signal] = await once(worker.process, 'exit');
  running.delete(worker);
  answering.delete(worker);
  // No process holds the address now, and "any free port" would be a different one.
  if (group.url !== null && answering.size === 0) group.port = portOf(group.url);
  const how = `A server process ended (${signal ? `signal ${signal}` : `exit code ${code}`}).`;
  return { pid, wasReady, problem, how, livedMs: performance.now() - startedAt };
}

/** Marks a process as ready. False, after killing it: it listens at another address, because the last of the others ended while it
 *  started. */
function onReady(group: Group, worker: Worker, url: string): boolean {
  const { answering, count, events } = group;
  group.url ??= url;
  if (url !== group.url) {
    worker.process.kill('SIGKILL');
    return false;
  }
  answering.add(worker);
  if (!group.hasStarted && answering.size === count) {
    group.hasStarted = true;
    events.emit('answering', url);
  }
  return true;
}

const HTTP_PORT = 80;
const portOf = (url: string) => Number(new URL(url).port || HTTP_PORT);
