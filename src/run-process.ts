import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import type { Config } from './config.ts';
import { fail } from './fail.ts';

/** What a process of ours consists of. */
export type Process = {
  /** Settles with a sentence when it can no longer work. Otherwise never. */
  readonly failed: Promise<string>;
  /** Has nobody sent to it any more, where somebody decides about that, and resolves when they should know. */
  drain?(): Promise<void>;
  /** Ends everything in order. */
  close(): Promise<void>;
};

export type EndOptions = Pick<Config, 'shutdownTimeoutMs'> & {
  /** Whether a second signal ends it at once. Not where another process sees to that, and signals come from there too. */
  readonly canBeHurried?: boolean;
};

/** A terminal and npm both pass on one Ctrl-C. Only what comes later is a second wish. */
const SAME_SIGNAL_MS = 500;

/** Runs until a signal asks for the end, at any moment, or until it fails. Prints what `begin` says. */
export async function runProcess<Started extends Process>(
  starting: Promise<Started>,
  { shutdownTimeoutMs, canBeHurried = true }: EndOptions,
  begin: (started: Started) => Promise<string>,
): Promise<void> {
  // V8 would begin to put what requests leave behind straight among what is old, where only a long collection finds it: under
  // load that took 50 MB more.
  setFlagsFromString('--no-allocation-site-pretenuring');
  let stoppingSince: number | undefined;
  const stop = async (signal: NodeJS.Signals) => {
    if (stoppingSince !== undefined) {
      if (canBeHurried && performance.now() - stoppingSince > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    // A start that waits for a database has nothing to finish.
    const started = await Promise.race([starting, sleep(shutdownTimeoutMs, null)]);
    // A person who presses Ctrl-C has no balancer before it.
    if (signal === 'SIGTERM') await started?.drain?.();
    await started?.close();
    process.exit(0);
  };
  process.on('SIGTERM', (signal) => stop(signal).catch(fail));
  process.on('SIGINT', (signal) => stop(signal).catch(fail));
  const started = await starting;
  if (stoppingSince !== undefined) return;
  started.failed.then((why) => fail(why), fail);
  const told = await begin(started).catch(async (error) => {
    await started.close();
    throw error;
  });
  process.stdout.write(told);
}
