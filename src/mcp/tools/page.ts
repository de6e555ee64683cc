import { z } from 'zod';
import type { ListPage } from '../../domain/core/list.ts';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from '../../domain/core/pagination.ts';

/** The arguments of a tool that lists. */
export const pageInput = {
  first: z
    .int()
    .meta({ minimum: 1, maximum: PAGE_SIZE_MAX })
    .optional()
    .describe(`How many at most. ${PAGE_SIZE_DEFAULT} when absent.`),
  after: z.string().optional().describe('The nextCursor of the page before. Absent: from the beginning.'),
};

export const nextCursor = z.string().nullable().describe('For `after`. Null: there are no more.');

/** Where the next page begins. */
export function nextCursorOf<Row>({ rows, hasNextPage, cursorOf }: ListPage<Row>): string | null {
  const last = rows.at(-1);
  return hasNextPage && last !== undefined ? cursorOf(last) : null;
}
