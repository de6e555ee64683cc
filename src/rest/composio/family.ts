import { z } from 'zod';
import type { Failure, Family, PresentedError } from '../family.ts';
import { errorNumbers, UNEXPECTED_NUMBER } from './error-numbers.ts';
import { restName } from './names.ts';
import { olderProjectRoutes } from './project.ts';
import { routes } from './routes.ts';
import { unservedRoutes } from './unserved.ts';

const SCOPE_MESSAGE = "The API key doesn't have permission to perform this action";
const KEY_MESSAGE = 'Invalid API key provided';

const errorSchema = z
  .object({
    message: z.string().meta({ description: 'The message of `error`, for clients that read it here.' }),
    error: z.object({
      message: z.string(),
      code: z
        .int()
        .meta({ description: 'The number of the reason, 1800 to 1999. Numbers are never reused.' }),
      slug: z
        .string()
        .meta({ description: 'The reason, as the GraphQL API names it in `extensions.reason`.' }),
      status: z.int(),
      request_id: z.string(),
      suggested_fix: z.string().optional(),
      errors: z.array(z.string()).meta({ description: 'One message for each invalid field.' }),
    }),
  })
  .meta({ id: 'ComposioError' });

/** The two messages that clients know, and the message of any other error. */
function messageOf({ status, reason, message, field }: Failure): string {
  if (status === 401 && reason !== 'CONFLICTING_CREDENTIALS') return KEY_MESSAGE;
  return status === 403 ? SCOPE_MESSAGE : inRestNames(message, field);
}

/** Where the message is one that clients know, the suggested fix begins with what the server has to say. */
function fixOf(failure: Failure): string | undefined {
  const { message, suggestedFix } = failure;
  const isFixed = messageOf(failure) === KEY_MESSAGE || messageOf(failure) === SCOPE_MESSAGE;
  return isFixed ? [message, suggestedFix].filter(Boolean).join(' ') : suggestedFix;
}

/** Replaces the field at the beginning of a message by its name in this API. */
const inRestNames = (message: string, field: string | undefined) =>
  field !== undefined && message.startsWith(`${field} `)
    ? restName(field) + message.slice(field.length)
    : message;

const fieldMessages = ({ field, message, others }: Failure): readonly string[] =>
  [{ field, message }, ...others].flatMap((fault) =>
    fault.field === undefined ? [] : [`${restName(fault.field)}: ${inRestNames(fault.message, fault.field)}`],
  );

/** Repeating such a request does not help. Clients of this API retry 409 and 429 unless the answer forbids it. */
const isFinal = ({ status, code }: Failure) => status === 409 || code === 'QUOTA_EXCEEDED';

function presentError(failure: Failure, requestId: string): PresentedError {
  const { status, reason } = failure;
  const message = messageOf(failure);
  const error = {
    message,
    code: reason === null ? UNEXPECTED_NUMBER : errorNumbers[reason],
    slug: reason ?? failure.code,
    status,
    request_id: requestId,
    suggested_fix: fixOf(failure),
    errors: fieldMessages(failure),
  };
  return {
    status,
    headers: isFinal(failure) ? { 'x-should-retry': 'false' } : {},
    // Clients read the message at either place.
    body: { message, error },
  };
}

export const composio: Family = {
  name: 'composio',
  prefixes: ['/api/v3.1', '/api/v3'],
  bearer: 'project',
  routes,
  differing: { '/api/v3': olderProjectRoutes },
  unserved: unservedRoutes,
  projectHeader: null,
  actingProject: () => ({ id: null, isDefaultOtherwise: false }),
  errorSchema,
  presentError,
};
