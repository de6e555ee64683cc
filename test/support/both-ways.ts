import { beforeAll, beforeEach, type RunnerTestSuite, TestRunner } from 'vitest';

/** Has every test of the file, or of the `describe` around the call, run twice, so that it asks in both ways. One that
 *  fails says in which. */
export function runTestsBothWays(): void {
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what a hook needs.
  beforeAll(({}, suite) => repeatTests(suite));
  beforeEach(({ onTestFailed }) => {
    onTestFailed(({ task }) => {
      const way = isSecondRun() ? '[over a connection] ' : '[in this process] ';
      for (const error of task.result?.errors ?? []) {
        // One with a way is of the first run, or was seen by another call.
        if (!/^\[(?:over|in)/.test(error.message)) error.message = way + error.message;
      }
    });
  });
}

function repeatTests({ tasks }: Pick<RunnerTestSuite, 'tasks'>): void {
  for (const task of tasks) {
    if (task.type === 'suite') repeatTests(task);
    else task.repeats = 1;
  }
}

/** What is done before and after all tests counts as the first run. */
export function isSecondRun(): boolean {
  return (TestRunner.getCurrentTest()?.result?.repeatCount ?? 0) > 0;
}
