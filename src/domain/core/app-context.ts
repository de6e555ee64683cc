import type { Logger } from 'pino';
import type { BoundedPool } from '../../postgres/pool.ts';
import { type Actor, SYSTEM } from './actor.ts';
import {
  type Clock,
  createRequestContext,
  NO_CLIENT,
  type RequestContext,
  type SharedContext,
} from './request-context.ts';

/** Reports unexpected errors and database errors with the id of their request. */
export type ReportError = (error: unknown, requestId: string) => void;

/** The resources that a process opens once. A function that needs some of them picks them: `Pick<AppContext, 'pool' | 'log'>`. */
export type AppContext = {
  readonly pool: BoundedPool;
  readonly shared: SharedContext;
  readonly clock: Clock;
  readonly log: Logger;
  readonly reportError: ReportError;
};

/** Creates the context for an actor without a request. */
export function contextFor(
  { shared, clock }: Pick<AppContext, 'shared' | 'clock'>,
  actor: Actor,
): RequestContext {
  return createRequestContext(
    shared,
    { actor, client: NO_CLIENT, requestId: null, requestedProjectId: null },
    clock,
  );
}

/** Creates the context for work of the process itself. */
export const createSystemContext = (app: Pick<AppContext, 'shared' | 'clock'>): RequestContext =>
  contextFor(app, SYSTEM);
