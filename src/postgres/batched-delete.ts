/** How many rows one statement of the upkeep changes at most, so that nobody waits for it for long. */
export const MAINTENANCE_BATCH_SIZE = 1_000;

/** Repeats a statement of the upkeep until it finds less to do than it could. */
export async function repeatUntilEmpty(change: () => Promise<readonly unknown[]>): Promise<void> {
  while ((await change()).length === MAINTENANCE_BATCH_SIZE);
}
