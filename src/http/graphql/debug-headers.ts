import type { HeaderValues } from '../response.ts';

const EXECUTION = 'x-bailiwick-execution';

/** The headers that responses have with `DEBUG_HEADERS=on`. */
export const DEBUG_HEADERS: readonly string[] = [EXECUTION];

/** How an operation was answered: by a plan, or by the executor. `reason`: why there was no plan. */
export type Execution = { readonly isPlanned: true } | { readonly isPlanned: false; readonly reason: string };

/** Returns `planned`, or `executed` with the reason. Contains no text of the client. */
export const debugHeadersOf = (execution: Execution): HeaderValues => ({
  [EXECUTION]: execution.isPlanned ? 'planned' : `executed; reason="${execution.reason}"`,
});
