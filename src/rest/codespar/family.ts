import { z } from 'zod';
import type { ErrorReason } from '../../domain/core/error-reasons.ts';
import { invalidValue } from '../../domain/core/errors.ts';
import { idPrefix } from '../../domain/core/request-context.ts';
import type { Failure, Family, HeaderSource } from '../family.ts';

const PROJECT_HEADER = 'x-codespar-project';

/** Returns the id of this server for `prj_…` or `proj_…`. Throws BAD_USER_INPUT for any other text. */
function requestedProject(headers: HeaderSource): string | null {
  const sent = headers.get(PROJECT_HEADER);
  if (sent === null || sent === '') return null;
  const id = sent.replace(/^prj_/, 'proj_');
  if (idPrefix(id) === 'proj') return id;
  throw invalidValue(PROJECT_HEADER, 'The project id is malformed.', 'Send prj_ and 16 characters.');
}

const codeOfStatus: Readonly<Record<number, string>> = {
  400: 'invalid_body',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  429: 'rate_limited',
  500: 'internal_error',
};

const codeOfReason: Partial<Record<ErrorReason, string>> = {};

const codeOf = ({ status, code, reason }: Failure) =>
  (reason && codeOfReason[reason]) ?? codeOfStatus[status] ?? code.toLowerCase();

export const codespar: Family = {
  name: 'codespar',
  prefixes: ['/v1'],
  bearer: 'any',
  routes: [],
  unserved: [],
  actingProject: (headers, actor) => ({
    id: actor.kind === 'organization' ? requestedProject(headers) : null,
    isDefaultOtherwise: true,
  }),
  errorSchema: z.object({ error: z.string(), message: z.string() }).meta({ id: 'CodeSparError' }),
  presentError: (failure) => ({
    status: failure.status,
    body: { error: codeOf(failure), message: failure.message },
  }),
};
