import { documentLimits } from '../../src/graphql/limits/document-limits.ts';
import { GENERATED, readRepositoryFile, sourcePaths, table } from './page.ts';

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

/** A constant whose docstring has a tag such as `@limit objects: toolkits of a session`. */
type Limit = {
  readonly section: string;
  readonly what: string;
  readonly file: string;
  readonly constant: string;
};

const TAG = /@limit (\w+): (.+) \*\/\s+(?:export )?(?:const )?([A-Z_]+)/g;

const limits: readonly Limit[] = sourcePaths().flatMap((file) =>
  [...readRepositoryFile(file).matchAll(TAG)].map(([, section = '', what = '', constant = '']) => ({
    section,
    what,
    file,
    constant,
  })),
);

/** The unit that a constant's name ends in. */
const units = { KILOBYTES: 'KiB', BYTES: 'bytes', SECONDS: 'seconds', MS: 'ms', DAYS: 'days' } as const;

function unitOf(constant: string): string {
  const words = constant.split('_');
  return Object.entries(units).find(([word]) => words.includes(word))?.[1] ?? '';
}

/** The page of limits that no variable changes, with the numbers of the sources. */
export function limitsPage(): string {
  const documents = Object.entries(documentLimits).map(([limit, max]) => [
    `\`${limit}\``,
    grouped(max),
    documentLimitMeanings[limit as keyof typeof documentLimits],
  ]);
  const rows = (section: string) =>
    limits
      .filter((limit) => limit.section === section)
      .map(({ what, file, constant }) => [
        what,
        `${grouped(numberIn(file, constant))} ${unitOf(constant)}`.trimEnd(),
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

${table(['limit', 'at most', 'source'], rows('requests'))}

## Objects

${table(['limit', 'at most', 'source'], rows('objects'))}
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
