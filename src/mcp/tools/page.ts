import { z } from 'zod';
import type { ListPage } from '../../domain/core/list.ts';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from '../../domain/core/pagination.ts';

/** Pagination arguments of list tools. */
export const pageInput = {
  first: z
    .int()
    .meta({ minimum: 1, maximum: PAGE_SIZE_MAX })
    .optional()
    .describe(`Number of rows, 1 to ${PAGE_SIZE_MAX}. Default: ${PAGE_SIZE_DEFAULT}.`),
  after: z.string().optional().describe('The nextCursor of the previous page. Absent: the first page.'),
};

export const nextCursor = z.string().nullable().describe('Cursor for `after`. Null: there are no more rows.');

/** Returns the cursor of the next page. */
export function nextCursorOf<Row>({ rows, hasNextPage, cursorOf }: ListPage<Row>): string | null {
  const last = rows.at(-1);
  return hasNextPage && last !== undefined ? cursorOf(last) : null;
}
