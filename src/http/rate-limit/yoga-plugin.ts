import { getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { plainPoints } from '../../domain/core/rate-budget.ts';
import { preparedCost } from '../../graphql/document-cache.ts';
import { type FairScheduler, isLongRead } from '../fair-scheduler.ts';
import type { RequestState } from '../request-state.ts';
import type { RateLimiter } from './rate-limiter.ts';

/** Charges a document what it costs and takes a slot for it before it runs. The edge gives the slot back. What never comes to run is charged by the edge. */
export function useRateLimiter(meter: RateLimiter, turns: FairScheduler): Plugin<RequestState> {
  return {
    async onExecute({ args: { document, operationName, variableValues, contextValue } }) {
      const operation = getOperationAST(document, operationName);
      const points = operation ? preparedCost(document, operation)(variableValues ?? {}) : plainPoints(1);
      meter.checkCost(points);
      const { metered, actor } = contextValue;
      await meter.charge(metered, actor, points);
      await turns.take(metered, actor, isLongRead(operation?.operation ?? 'query', points.total));
    },
  };
}
