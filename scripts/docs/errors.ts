import { errorReasons } from '../../src/domain/core/error-reasons.ts';
import { httpStatus } from '../../src/graphql/errors.ts';
import { errorSites } from './error-sites.ts';
import { GENERATED, table } from './page.ts';

const WAIT = 'Send the request again after the seconds in `Retry-After`.';

/** The page of error reasons: descriptions from `src/domain/core/error-reasons.ts`, codes and remedies from the places that throw. */
export function errorsPage(): string {
  const sites = errorSites();
  const rows = Object.entries(errorReasons).map(([reason, description]) => {
    const { codes, fixes } = sites.get(reason) ?? { codes: [], fixes: [] };
    return [
      `\`${reason}\``,
      codes.map((code) => `\`${code}\``).join(', '),
      [...new Set(codes.map((code) => statusOf(reason, code)))].join(', '),
      description,
      fixes.join(' Or: ') || (codes.includes('RATE_LIMITED') ? WAIT : ''),
    ];
  });
  return `${GENERATED}

# Error reasons

For developers of clients: every value of the enum \`ErrorReason\`, with the \`code\` of its errors, the HTTP status of a response in which no root
field succeeded, and the remedy. The form of an error is in the [guide](../guides/errors.md). Sources:
\`src/domain/core/error-reasons.ts\`, \`src/graphql/errors.ts\`, and the places that throw.

${table(['reason', 'code', 'HTTP', 'meaning', 'remedy'], rows)}

Endpoints beside GraphQL answer 403 for \`FORBIDDEN\` and 400 for other errors without a status of their own.

An error without a \`reason\` has the code \`INTERNAL_SERVER_ERROR\`: the log has its cause under the \`requestId\`.
`;
}

/** Statuses that the sources decide by more than code and reason. */
const byHand: Readonly<Record<string, string>> = {
  INVALID_DOCUMENT: '400; 200 with `Accept: application/json`',
  INVALID_VARIABLES: '400',
  INVALID_REQUEST:
    '400; for a host, path, method, timeout, header size or media type 403, 404, 405, 406, 408, 415, 431 or 501',
};

function statusOf(reason: string, code: string): string {
  const statuses: Readonly<Record<string, number | undefined>> = httpStatus;
  return byHand[reason] ?? String(statuses[reason] ?? statuses[code] ?? 200);
}
