import { documentLimits } from '../../src/graphql/limits/document-limits.ts';
import { GENERATED, readRepositoryFile, table } from './page.ts';

const documentLimitMeanings: Readonly<Record<keyof typeof documentLimits, string>> = {
  tokens: 'names, numbers, strings and punctuators; comments do not count',
  nesting: 'brackets of any kind inside each other',
  operations: 'operations of the document',
  fragments: 'fragment definitions of the document',
  depth: 'fields inside fields; fragments add nothing',
  introspectionDepth: 'the same below `__schema` and `__type`',
  rootFields: 'fields of `Query` or `Mutation` in one operation',
  fields: 'fields, each counted as often as its fragment is used',
  aliases: 'aliases, counted likewise; `__typename` is no exception',
  directives: 'directives, counted likewise',
};

/** A limit: what it bounds, the file and the name of its constant, and its unit with `%` in the place of the number. */
type Limit = readonly [what: string, file: string, constant: string, unit: string];

const requestLimits: readonly Limit[] = [
  ['body of a request', 'src/http/request/body.ts', 'BODY_SIZE_BYTES_MAX', '% bytes (413); no batches'],
  ['nesting of a JSON body', 'src/http/request/body.ts', 'JSON_DEPTH_MAX', '%'],
  [
    'silence of a connection',
    'src/http/server/connection-guards.ts',
    'SOCKET_IDLE_MS_MAX',
    '% ms, then it is closed',
  ],
  ['secrets in `POST /keys/revoke`', 'src/http/endpoints/revoke-leaked-keys.ts', 'SECRETS_MAX', '%'],
  ['ids in `nodes`', 'src/graphql/node.ts', 'NODES_MAX', '%'],
  ['objects of a page (`first`)', 'src/domain/core/pagination.ts', 'PAGE_SIZE_MAX', '%'],
  ['values of a filter', 'src/domain/core/validation.ts', 'FILTER_VALUES_MAX', '%'],
  ['invalid fields in one response', 'src/domain/core/validation.ts', 'FAULTS_MAX', '%'],
];

const objectLimits: readonly Limit[] = [
  ['live keys of a project', 'src/domain/api-key/create.ts', 'PROJECT_KEYS_MAX', '%'],
  ['live keys of an organization itself', 'src/domain/api-key/create.ts', 'ORGANIZATION_KEYS_MAX', '%'],
  ['entries in `projectIds` or `allowedIps`', 'src/domain/api-key/fields.ts', 'LIST_MAX', '%'],
  ['former secrets of a key', 'src/domain/api-key/rotate.ts', 'FORMER_SECRETS_MAX', '%'],
  ['overlap of two secrets of a key', 'src/domain/api-key/rotate.ts', 'OVERLAP_SECONDS_MAX', '% seconds'],
  [
    'webhook subscriptions of a project, or of an organization itself',
    'src/domain/webhook/create.ts',
    'SUBSCRIPTIONS_MAX',
    '%',
  ],
  ['headers of a webhook subscription', 'src/domain/webhook/headers.ts', 'HEADERS_MAX', '%'],
  ['attempts of a delivery', 'src/domain/webhook/attempt.ts', 'ATTEMPTS_MAX', '%'],
  ['retention of deliveries', 'src/domain/webhook/attempt.ts', 'RETENTION_DAYS', '% days'],
  ['entries of credentials', 'src/domain/core/credentials.ts', 'ENTRIES_MAX', '%'],
  ['size of credentials', 'src/domain/core/credentials.ts', 'SIZE_BYTES_MAX', '% bytes'],
  ['config of a trigger', 'src/domain/trigger/upsert.ts', 'CONFIG_KILOBYTES_MAX', '% KiB'],
  ['toolkits of a session', 'src/domain/session/create.ts', 'TOOLKITS_MAX', '%'],
  ['calls in `recordToolCalls`', 'src/domain/tool-call-log/record.ts', 'CALLS_MAX', '%'],
  [
    '`arguments` or `response` of a tool call',
    'src/domain/tool-call-log/record.ts',
    'DATA_KILOBYTES_MAX',
    '% KiB',
  ],
  ['groups of a usage breakdown', 'src/repositories/usage/read.ts', 'GROUPS_MAX', '%'],
  ['range of a usage query', 'src/domain/usage/range.ts', 'DAYS_MAX', '% days'],
  ['`perMinute` of a project or a key', 'src/domain/rate-limit/rate-limit.ts', 'PER_MINUTE_MAX', '% points'],
  [
    'response that an `Idempotency-Key` keeps',
    'src/domain/idempotency/idempotency.ts',
    'STORED_BYTES_MAX',
    '% bytes',
  ],
  ['retention of an `Idempotency-Key`', 'src/domain/idempotency/idempotency.ts', 'RETENTION_MS', '% ms'],
];

/** The page of limits that no variable changes, with the numbers of the sources. */
export function limitsPage(): string {
  const documents = Object.entries(documentLimits).map(([limit, max]) => [
    `\`${limit}\``,
    grouped(max),
    documentLimitMeanings[limit as keyof typeof documentLimits],
  ]);
  const rows = (limits: readonly Limit[]) =>
    limits.map(([what, file, constant, unit]) => [
      what,
      unit.replace('%', grouped(numberIn(file, constant))),
      `\`${file}\``,
    ]);
  return `${GENERATED}

# Limits

For developers of clients: limits that no variable changes. Limits with a setting, such as cost, points per minute and the size of a response,
are in [configuration](configuration.md) and explained in [rate limits](../guides/rate-limits.md) and [fair shares](../operations/fair-shares.md).

## Documents

A document beyond a limit is rejected before execution with 400 \`DOCUMENT_TOO_LARGE\`; \`limit\` in the extensions names the limit and \`limitMax\`
its value. Source: \`src/graphql/limits/document-limits.ts\`.

${table(['limit', 'at most', 'counts'], documents)}

## Requests

${table(['limit', 'at most', 'source'], rows(requestLimits))}

## Objects

${table(['limit', 'at most', 'source'], rows(objectLimits))}
`;
}

const grouped = (number: number) => number.toLocaleString('en-US');

/** Returns the value of a constant by its definition: a product of numbers and of other constants. Throws when there is none. */
function numberIn(file: string, constant: string): number {
  const [, definition] =
    new RegExp(`(?:const ${constant} =|\\b${constant}:) ([^;,]+)[;,]`).exec(readRepositoryFile(file)) ?? [];
  if (!definition) throw new Error(`${file} has no constant ${constant}.`);
  return definition
    .split(' * ')
    .map((factor) => (/^[\d_]+$/.test(factor) ? Number(factor.replaceAll('_', '')) : numberOf(file, factor)))
    .reduce((product, factor) => product * factor, 1);
}

const DURATIONS = 'src/lib/duration.ts';

const numberOf = (file: string, constant: string) =>
  numberIn(readRepositoryFile(file).includes(`const ${constant} = `) ? file : DURATIONS, constant);
