import { z } from 'zod';
import type { ErrorReason } from '../../domain/core/error-reasons.ts';
import type { Failure, PresentedError } from '../family.ts';
import { shownProjectId } from './ids.ts';

/** The header that names the project of a request. */
export const PROJECT_HEADER = 'x-codespar-project';

/** What is wrong with a name that is absent or blank. */
export const REQUIRED = 'is required';

export const errorSchema = z
  .object({
    error: z.string().meta({ description: 'The cause, such as `not_found`.' }),
    message: z.string(),
    issues: z
      .array(z.object({ path: z.array(z.string()), message: z.string() }))
      .optional()
      .meta({ description: 'Every invalid field of the request.' }),
    project_id: z.string().optional().meta({ description: 'The project that cannot be deleted.' }),
  })
  .meta({ id: 'CodeSparError' });

const codeOfStatus: Readonly<Record<number, string>> = {
  400: 'invalid_body',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  406: 'not_acceptable',
  413: 'request_too_large',
  415: 'unsupported_media_type',
  429: 'rate_limited',
  500: 'internal_error',
};

const codeOfReason: Partial<Record<ErrorReason, string>> = {
  SLUG_TAKEN: 'slug_conflict',
  SLUG_RESERVED: 'slug_reserved',
  CANNOT_DELETE_DEFAULT: 'cannot_delete_default',
  CANNOT_DELETE_LAST_PROJECT: 'cannot_delete_last_project',
  SESSION_QUOTA_EXCEEDED: 'quota_exceeded',
  NOT_SERVED_HERE: 'not_served_here',
};

/** The codes of a single invalid field. */
const codeOfField: Readonly<Record<string, string>> = {
  slug: 'slug_invalid',
  [PROJECT_HEADER]: 'invalid_project_id',
};

const statusOfReason: Partial<Record<ErrorReason, number>> = { SLUG_TAKEN: 400 };

const FOREIGN_KEY =
  'This is not a key of this server, or it was mistyped. Send an organization key (oak_…) or a project key (ak_…) as Authorization: Bearer.';

function codeOf({ status, code, reason, field = '', message, others }: Failure): string {
  if (reason === 'INVALID_VALUE' && others.length === 0) {
    if (message === `name ${REQUIRED}.`) return 'name_required';
    return codeOfField[field] ?? 'invalid_body';
  }
  const known = others.length === 0 && reason !== null ? codeOfReason[reason] : undefined;
  return known ?? codeOfStatus[status] ?? code.toLowerCase();
}

/** Fields of domain operations whose names in this API are others. */
const fieldNames: Readonly<Record<string, string>> = { after: 'before', first: 'limit' };

function issueOf({ field = '', message }: Pick<Failure, 'field' | 'message'>) {
  const name = fieldNames[field] ?? field;
  const isNamed = field !== '' && message.startsWith(`${field} `);
  return { path: name.split('.'), message: isNamed ? name + message.slice(field.length) : message };
}

export function presentError(failure: Failure): PresentedError {
  const { status, code, reason, field, details, others } = failure;
  const { projectId } = details;
  const issue = issueOf(failure);
  return {
    status: (reason && statusOfReason[reason]) ?? status,
    body: {
      error: codeOf(failure),
      message: reason === 'KEY_MALFORMED' ? FOREIGN_KEY : issue.message,
      ...(code === 'BAD_USER_INPUT' && field !== undefined && { issues: [issue, ...others.map(issueOf)] }),
      ...(typeof projectId === 'string' && { project_id: shownProjectId(projectId) }),
    },
  };
}
