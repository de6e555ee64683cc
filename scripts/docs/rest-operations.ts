import { families } from '../../src/rest/families.ts';
import type { Family } from '../../src/rest/family.ts';
import type { Route } from '../../src/rest/route.ts';
import { GENERATED, table } from './page.ts';

const titles: Readonly<Record<Family['name'], string>> = {
  composio: 'In the form of Composio',
  codespar: 'In the form of CodeSpar',
};

const code = (text: string) => `\`${text}\``;
const keysOf = ({ auth }: Route) => auth?.map((role) => role.toLowerCase()).join(', ') ?? 'none';

const rowOf = (route: Route) => [
  code(`${route.method} ${route.path}`),
  keysOf(route),
  route.scope === null ? '' : code(route.scope),
  route.twin === null ? '' : code(route.twin),
];

function servedBy({ prefixes, routes }: Family): readonly string[] {
  const places = prefixes.map((prefix) => code(`${prefix}/`)).join(' and ');
  return [
    `Paths begin with ${places}.`,
    '',
    table(['operation', 'keys', 'scope', 'GraphQL field'], routes.map(rowOf)),
    '',
  ];
}

function unservedBy({ unserved }: Family): readonly string[] {
  if (unserved.length === 0) return [];
  const reasons = [...new Set(unserved.map(({ why }) => why))];
  const rows = reasons.map((reason) => {
    const routes = unserved.filter(({ why }) => why === reason);
    return [routes.map(({ method, path }) => code(`${method} ${path}`)).join(' '), reason];
  });
  const count = unserved.length;
  return [
    `${count} operations answer 404 \`NOT_SERVED_HERE\`:`,
    '',
    table(['operations', 'reason'], rows),
    '',
  ];
}

/** The page of the routes of the REST APIs, and of the operations that they do not have. */
export function restOperationsPage(): string {
  const parts = families
    .filter(({ routes }) => routes.length > 0)
    .flatMap((family) => [`## ${titles[family.name]}`, '', ...servedBy(family), ...unservedBy(family)]);
  return [
    '# REST operations',
    '',
    GENERATED,
    '',
    'For developers of clients of the [REST APIs](../guides/rest.md). Parameters, bodies and answers:',
    '[`schema/openapi.json`](../../schema/openapi.json).',
    '',
    ...parts,
  ].join('\n');
}
