import type { Page } from '../domain/core/pagination.ts';
import { builder } from './builder.ts';

/** Converts a page to a Relay connection. `count` runs only when the client selects `totalCount`. */
export function asConnection<Row>(
  { rows, hasNextPage, hasPreviousPage, cursorOf }: Page<Row> & { readonly cursorOf: (row: Row) => string },
  count: () => Promise<number>,
) {
  const edges = rows.map((row) => ({ cursor: cursorOf(row), node: row }));
  const startCursor = edges[0]?.cursor ?? null;
  const endCursor = edges.at(-1)?.cursor ?? null;
  return { edges, pageInfo: { hasNextPage, hasPreviousPage, startCursor, endCursor }, totalCount: count };
}

builder.globalConnectionField('totalCount', (t) =>
  t.int({
    description: 'Number of rows that match the filters, over all pages. Counted only when selected.',
    resolve: (page) => page.totalCount(),
  }),
);
