import { setDefaultAutoSelectFamilyAttemptTimeout } from 'node:net';

/** How long one of several addresses is tried before the next. Longer than the one second after which a lost packet is
 *  retransmitted, and short enough to try another address within the connection wait of a pool. */
const ATTEMPT_MS = 1_200;

/** Raises the time that every connection of this process to a name with several addresses spends on each address, from
 *  250 ms in Node.js: for PostgreSQL, Redis and the trace collector. */
export function allowSlowConnections(): void {
  setDefaultAutoSelectFamilyAttemptTimeout(ATTEMPT_MS);
}
