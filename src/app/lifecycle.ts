import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { VERSION } from '../lib/version.ts';
import { exitWithError, formatFatalError } from './fatal-error.ts';

/** A started process, as the lifecycle controls it. */
export type Process = {
  /** Resolves with a message for the operator when the process can no longer work. Otherwise never settles. */
  readonly failed: Promise<string>;
  /** Reports not ready, and resolves when load balancers have had time to notice. */
  drain?(): Promise<void>;
  /** Stops all work and closes all resources, in order. */
  close(): Promise<void>;
};

export type Run<Started extends Process> = {
  readonly config: Config;
  readonly log: Logger;
  /** The role of the process, in its log lines. */
  readonly role: 'server' | 'worker';
  /** Whether the primary started the process. The primary then stops it, and logs the lifecycle at level info. */
  readonly isChild?: boolean;
  start(): Promise<Started>;
  /** Called once after the start, to begin serving. Returns what to print and to log. */
  onStarted(started: Started): Promise<StartReport>;
};

/** What is printed for the operator and what is logged once a process is ready. */
export type StartReport = { readonly printed: string; readonly facts: object };

/** The terminal and npm each forward one Ctrl-C, so a second signal within this time is the same one. */
const SIGNAL_DEBOUNCE_MS = 500;

/** SIGHUP is sent when the terminal is closed, SIGQUIT by process managers for a graceful shutdown. */
const END_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const;

/** Runs a process until a signal, which may arrive at any time, or a failure. Prints the result of `onStarted`, and logs `starting`,
 *  `ready`, `stopping` and `stopped`. A second signal ends the process at once. */
export async function runProcess<Started extends Process>(run: Run<Started>): Promise<void> {
  const { config, log, role, isChild = false } = run;
  const logEvent = (facts: object, message: string) =>
    log[isChild ? 'debug' : 'info']({ role, ...facts }, message);
  logEvent(factsOf(config), 'starting');
  const startedAt = performance.now();
  // Otherwise V8 starts to allocate short-lived objects of requests in the old generation, which only a major collection frees. Under
  // load that took 50 MB more.
  setFlagsFromString('--no-allocation-site-pretenuring');
  const starting = run.start();
  let stoppingSince: number | undefined;
  const stop = async (signal: NodeJS.Signals) => {
    if (stoppingSince !== undefined) {
      const isSecondSignal = !isChild && performance.now() - stoppingSince > SIGNAL_DEBOUNCE_MS;
      if (!isSecondSignal) return;
      log.warn({ role, signal }, 'second signal received, exiting immediately');
      process.exit(1);
    }
    stoppingSince = performance.now();
    logEvent({ signal }, 'stopping');
    // A start that is still waiting for the database has no requests to finish.
    const started = await Promise.race([starting, sleep(config.shutdownTimeoutMs, null)]);
    // After Ctrl-C there is no load balancer to wait for.
    if (signal !== 'SIGINT') await started?.drain?.();
    await started?.close();
    logEvent({ signal, ms: msSince(stoppingSince) }, 'stopped');
    process.exit(0);
  };
  for (const signal of END_SIGNALS) process.on(signal, () => stop(signal).catch(exitWithError));
  const started = await starting;
  if (stoppingSince !== undefined) return;
  const failWith = (why: unknown) => {
    log.fatal({ role, problem: formatFatalError(why).split('\n', 1)[0] }, 'failed');
    exitWithError(why);
  };
  started.failed.then(failWith, failWith);
  const { printed, facts } = await run.onStarted(started).catch(async (error) => {
    await started.close();
    throw error;
  });
  logEvent({ ...facts, ms: msSince(startedAt) }, 'ready');
  process.stdout.write(printed);
}

const msSince = (startedAt: number) => Math.round(performance.now() - startedAt);

/** The properties of an installation that are logged: no secrets. */
const factsOf = ({ secrets, serverCount }: Config) => ({
  version: VERSION,
  nodeVersion: process.version,
  platform: `${process.platform}-${process.arch}`,
  database: secrets.databaseUrl === null ? 'embedded' : 'external',
  serverProcesses: serverCount,
});
