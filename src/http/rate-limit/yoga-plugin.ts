import { getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { plainPoints } from '../../domain/core/rate-budget.ts';
import { preparedCost } from '../../graphql/document-cache.ts';
import { type FairScheduler, isLongRead } from '../fair-scheduler.ts';
import type { RequestState } from '../request-state.ts';
import type { RateLimiter } from './rate-limiter.ts';

/** Charges the cost of a document and acquires a slot before it is executed. The gateway releases the slot, and charges requests that are
 *  never executed. */
export function useRateLimiter(rateLimiter: RateLimiter, scheduler: FairScheduler): Plugin<RequestState> {
  return {
    async onExecute({ args: { document, operationName, variableValues, contextValue } }) {
      const operation = getOperationAST(document, operationName);
      const points = operation ? preparedCost(document, operation)(variableValues ?? {}) : plainPoints(1);
      rateLimiter.checkCost(points);
      const { chargeState, actor } = contextValue;
      await rateLimiter.charge(chargeState, actor, points);
      await scheduler.acquire(chargeState, actor, isLongRead(operation?.operation ?? 'query', points.total));
    },
  };
}
