import cluster, { type Worker } from 'node:cluster';
import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { ServerProcessError } from '../fatal-error.ts';

/** What a server process says to the one that forked it: that it answers, or why it cannot. */
export type WorkerMessage = { readonly url: string } | { readonly problem: string };

export type ServerProcesses = {
  /** The address, once all of them answer there. Rejects with a ServerProcessError when one of them cannot. */
  readonly answering: Promise<string>;
  /** Settles with a sentence when later none of them answers any more, and no new one can. Otherwise never. */
  readonly failed: Promise<string>;
  /** Has them answer what has arrived and end, and waits for that. */
  close(): Promise<void>;
};

export type ServerProcessesOptions = {
  readonly count: number;
  /** The variables that differ from ours. */
  readonly env: Readonly<Record<string, string>>;
  /** 0: any free one, the same for all of them. */
  readonly port: number;
  readonly log: Logger;
  /** How long they may take to end before they are killed. */
  readonly endMaxMs: number;
};

/** Who has lived for longer than that was not ill from the start. */
const UPTIME_MS_MIN = 10_000;
const DELAY_FIRST_MS = 100;
const DELAY_MAX_MS = 30_000;
/** How many in a row may end at once while nobody answers: those of about three seconds. */
const CRASHES_MAX = 5;

type Group = Omit<ServerProcessesOptions, 'port'> & {
  port: number;
  readonly events: EventEmitter<{ answering: [url: string]; refused: [why: string]; failed: [why: string] }>;
  readonly running: Set<Worker>;
  readonly answering: Set<Worker>;
  readonly closing: AbortController;
  /** Null until the first one answers. */
  url: string | null;
  hasStarted: boolean;
};

/** How the life of a server process ended. */
type WorkerExit = {
  readonly pid: number | undefined;
  readonly didAnswer: boolean;
  /** What it said itself. Null: nothing. */
  readonly problem: string | null;
  readonly how: string;
  readonly livedMs: number;
};

/** Forks this program so many times, and again for each process that ends without having been told to. They listen at one
 *  address, which this process holds for them: it accepts the connections and deals them out in turn. */
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

/** One process after the other, until the group closes or cannot go on. */
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
    log.warn({ serverPid: pid, problem, delayMs }, `${how} Another one takes its place.`);
    await sleep(delayMs, null, { signal: closing.signal }).catch(() => {});
    if (closing.signal.aborted) return;
  }
}

/** Nobody answers, and it is not for want of trying. */
function isCrashLooping(
  { answering }: Group,
  { didAnswer, problem }: WorkerExit,
  earlyEnds: number,
): boolean {
  return answering.size === 0 && !didAnswer && (problem !== null || earlyEnds > CRASHES_MAX);
}

/** Forks one process and returns when it has ended. */
async function runServer(group: Group): Promise<WorkerExit> {
  const { running, answering, log } = group;
  const startedAt = performance.now();
  const worker = cluster.fork({ ...group.env, PORT: `${group.port}` });
  const { pid } = worker.process;
  let didAnswer = false;
  let problem: string | null = null;
  running.add(worker);
  // Without a listener a message that does not reach it any more would end this process.
  worker.on('error', (err) => log.debug({ err, serverPid: pid }, 'a server process is out of reach'));
  worker.on('message', (word: WorkerMessage | object) => {
    if ('problem' in word) problem = word.problem;
    else if ('url' in word) didAnswer = onReady(group, worker, word.url);
  });
  const [code, signal] = await once(worker.process, 'exit');
  running.delete(worker);
  answering.delete(worker);
  // The address is nobody's now, and "any free port" would be another one.
  if (group.url !== null && answering.size === 0) group.port = portOf(group.url);
  const how = `A server process ended (${signal ? `signal ${signal}` : `exit code ${code}`}).`;
  return { pid, didAnswer, problem, how, livedMs: performance.now() - startedAt };
}

/** False for one that came to another address, because the last of the others ended while it started. */
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
