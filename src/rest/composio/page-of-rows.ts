import type { RequestedPage } from './page.ts';

/** Returns a page of a constant list, whose rows are identified by their slugs. */
export function pageOfRows<Row extends { readonly slug: string }>(
  all: readonly Row[],
  { after, limit }: Pick<RequestedPage, 'after' | 'limit'>,
) {
  const start = after === null ? 0 : all.findIndex(({ slug }) => slug === after) + 1;
  const rows = all.slice(start, start + limit);
  const hasMore = start + limit < all.length;
  return { rows, next: (hasMore && rows.at(-1)?.slug) || null, total: all.length };
}
