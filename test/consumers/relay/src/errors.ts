import { graphql } from 'relay-runtime';
import { describeError, type Remedy, remedies } from '../../shared/remedies.ts';
import type { Rejection } from '../../shared/report.ts';
import type { ErrorReason } from './__generated__/errors_reason.graphql.ts';
import { RequestError } from './environment.ts';

/** Not read: Relay generates the enums that a fragment selects. */
void graphql`
  fragment errors_reason on AuditLogEntry @inline {
    deniedReason
  }
`;

/** Does not compile while a reason of the schema is missing. */
const remedyOf: Readonly<Record<Exclude<ErrorReason, '%future added value'>, Remedy>> = remedies;

export function rejectionOf(error: unknown): Rejection {
  const [first] = error instanceof RequestError ? error.errors : [];
  if (!first) throw new Error('The request did not fail as the server describes failures.', { cause: error });
  return describeError(first.extensions, remedyOf);
}
