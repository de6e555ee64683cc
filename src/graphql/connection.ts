import type { Page } from '../domain/page.ts';

/** A page and its cursors in the shape of a Relay connection. */
export function asConnection<Row>({
  rows,
  hasNextPage,
  hasPreviousPage,
  cursorOf,
}: Page<Row> & { readonly cursorOf: (row: Row) => string }) {
  const edges = rows.map((node) => ({ cursor: cursorOf(node), node }));
  const startCursor = edges[0]?.cursor ?? null;
  const endCursor = edges.at(-1)?.cursor ?? null;
  return { edges, pageInfo: { hasNextPage, hasPreviousPage, startCursor, endCursor } };
}
