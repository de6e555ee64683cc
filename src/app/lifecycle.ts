import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { VERSION } from '../lib/version.ts';
import { exitWithError, formatFatalError } from './fatal-error.ts';

/** What a process of ours consists of. */
export type Process = {
  /** Settles with a sentence when it can no longer work. Otherwise never. */
  readonly failed: Promise<string>;
  /** Has nobody sent to it any more, where somebody decides about that, and resolves when they should know. */
  drain?(): Promise<void>;
  /** Ends everything in order. */
  close(): Promise<void>;
};

export type Run<Started extends Process> = {
  readonly config: Config;
  readonly log: Logger;
  /** What the process is for, in its lines of the log. */
  readonly role: 'server' | 'worker';
  /** Whether another process of ours started it, sees to its end, and tells of itself. */
  readonly isChild?: boolean;
  start(): Promise<Started>;
  /** Begins the work, once the process is ready for it. */
  onStarted(started: Started): Promise<StartReport>;
};

/** What is told of a process that works: to a person, and in the log. */
export type StartReport = { readonly printed: string; readonly facts: object };

/** A terminal and npm both pass on one Ctrl-C. Only what comes later is a second wish. */
const SIGNAL_DEBOUNCE_MS = 500;

/** SIGHUP comes when the terminal is closed, SIGQUIT from process managers that want an end in order. */
const END_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const;

/** Runs until a signal asks for the end, at any moment, or until it fails. Prints what `begin` says, and logs the start, the
 *  moment from which it works, the signal and the end. */
export async function runProcess<Started extends Process>(run: Run<Started>): Promise<void> {
  const { config, log, role, isChild = false } = run;
  const logEvent = (facts: object, message: string) =>
    log[isChild ? 'debug' : 'info']({ role, ...facts }, message);
  logEvent(factsOf(config), 'starting');
  const startedAt = performance.now();
  // V8 would begin to put what requests leave behind straight among what is old, where only a long collection finds it: under
  // load that took 50 MB more.
  setFlagsFromString('--no-allocation-site-pretenuring');
  const starting = run.start();
  let stoppingSince: number | undefined;
  const stop = async (signal: NodeJS.Signals) => {
    if (stoppingSince !== undefined) {
      const isSecondWish = !isChild && performance.now() - stoppingSince > SIGNAL_DEBOUNCE_MS;
      if (!isSecondWish) return;
      log.warn({ role, signal }, 'stopped at once: a second signal came');
      process.exit(1);
    }
    stoppingSince = performance.now();
    logEvent({ signal }, 'stopping');
    // A start that waits for a database has nothing to finish.
    const started = await Promise.race([starting, sleep(config.shutdownTimeoutMs, null)]);
    // A person who presses Ctrl-C has no balancer before it.
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

const msSince = (moment: number) => Math.round(performance.now() - moment);

/** What tells one installation from another, and nothing that is secret. */
const factsOf = ({ secrets, serverCount }: Config) => ({
  version: VERSION,
  nodeVersion: process.version,
  platform: `${process.platform}-${process.arch}`,
  database: secrets.databaseUrl === null ? 'embedded' : 'external',
  workers: serverCount,
});
