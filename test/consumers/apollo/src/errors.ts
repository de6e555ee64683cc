import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { describeError, type Remedy, remedies } from '../../shared/remedies.ts';
import type { Rejection } from '../../shared/report.ts';
import type { ErrorReason } from './gql/enums.ts';

/** Does not compile while a reason of the schema is missing. */
const remedyOf: Readonly<Record<ErrorReason, Remedy>> = remedies;

export function rejectionOf(error: unknown): Rejection {
  const [first] = CombinedGraphQLErrors.is(error) ? error.errors : [];
  if (!first) throw new Error('The request did not fail as the server describes failures.', { cause: error });
  return describeError(first.extensions, remedyOf);
}
