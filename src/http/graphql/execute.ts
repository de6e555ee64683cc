import { execute } from 'graphql';
import { type RequestContext, sharedBy } from '../../domain/core/request-context.ts';
import type { NotKept } from '../../graphql/context.ts';
import type { PreparedDocument } from '../../graphql/document-cache.ts';
import { type FittingResult, fitAnswer } from '../../graphql/limits/answer-size.ts';
import { schema } from '../../graphql/schema.ts';
import type { HttpContext } from '../http-context.ts';
import type { OperationParams } from './params.ts';

/** An operation that may be executed. */
export type Execution = {
  /** The text of the document. */
  readonly query: string;
  readonly prepared: PreparedDocument;
  readonly params: OperationParams;
  readonly context: RequestContext;
};

/** Executes an operation field by field. `notKept` is filled with the paths of values that a stored response must not contain. Throws
 *  RESPONSE_TOO_LARGE. */
export async function executeOperation(
  { documentCache: { introspects }, shared: { responseBytesMax } }: HttpContext,
  { prepared: { document, operation }, params, context }: Execution,
  notKept?: NotKept,
): Promise<FittingResult> {
  const result = await execute({
    schema,
    document,
    contextValue: { context, introspects, notKept },
    variableValues: params.variables,
    operationName: params.operationName,
  });
  return fitAnswer(result, operation.operation, {
    bytesMax: responseBytesMax,
    organizationId: sharedBy(context.actor),
  });
}
