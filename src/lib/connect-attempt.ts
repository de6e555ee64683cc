import { setDefaultAutoSelectFamilyAttemptTimeout } from 'node:net';

/** How long one address of several is tried before the next. Longer than the second after which a lost packet is sent again, and
 *  short enough for another address within the time that a pool waits. */
const ATTEMPT_MS = 1_200;

/** Has every connection of this process to a name with several addresses wait for each address longer than the 250 ms of Node.js: those to PostgreSQL, Redis and the collector of traces. */
export function allowSlowConnections(): void {
  setDefaultAutoSelectFamilyAttemptTimeout(ATTEMPT_MS);
}
