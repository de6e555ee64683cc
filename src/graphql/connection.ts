import type { Page } from '../domain/core/pagination.ts';
import { builder } from './builder.ts';

/** A page as Relay's connections have it. `count` is asked only when a client asks for it. */
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
    description: 'How many rows the filters let through, on all pages. Counted only when asked for.',
    resolve: (page) => page.totalCount(),
  }),
);
