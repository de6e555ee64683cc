import { getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { plainPoints } from '../../domain/rate-budget.ts';
import { preparedCost } from '../../graphql/documents.ts';
import type { RequestState } from '../request-state.ts';
import type { Meter } from './meter.ts';

/** Charges a document what it costs before it runs. What never comes to run is charged by the edge. */
export function useMeter(meter: Meter): Plugin<RequestState> {
  return {
    async onExecute({ args: { document, operationName, variableValues, contextValue } }) {
      const operation = getOperationAST(document, operationName);
      const points = operation ? preparedCost(document, operation)(variableValues ?? {}) : plainPoints(1);
      meter.checkCost(points);
      await meter.charge(contextValue.metered, contextValue.actor, points);
    },
  };
}
