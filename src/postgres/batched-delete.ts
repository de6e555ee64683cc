/** Maximum rows that one maintenance statement changes, so that it holds locks only briefly. */
export const MAINTENANCE_BATCH_SIZE = 1_000;

/** Repeats a maintenance statement until it changes fewer rows than the batch size. */
export async function repeatUntilEmpty(change: () => Promise<readonly unknown[]>): Promise<void> {
  while ((await change()).length === MAINTENANCE_BATCH_SIZE);
}
