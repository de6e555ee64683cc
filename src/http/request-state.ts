import type { Actor } from '../domain/actor.ts';
import type { Client } from '../domain/scope.ts';
import type { Connection } from './client.ts';
import type { IdempotentState } from './idempotency.ts';
import type { Metered } from './limits/meter.ts';

/** What the edge has found out about a request before anybody reads its body. */
export type RequestState = {
  requestId: string;
  actor: Actor;
  client: Client;
  metered: Metered;
  idempotent: IdempotentState;
};

/** How a request came here. Without `req`, from within this process. The lane says what it has charged. */
export type Arrived = { readonly req?: Connection; readonly metered?: Metered };
