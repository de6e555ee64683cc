/** How many rows one statement of the upkeep changes at most, so that nobody waits for it for long. */
export const UPKEEP_ROWS_MAX = 1_000;

/** Repeats a statement of the upkeep until it finds less to do than it could. */
export async function untilDone(change: () => Promise<readonly unknown[]>): Promise<void> {
  while ((await change()).length === UPKEEP_ROWS_MAX);
}
