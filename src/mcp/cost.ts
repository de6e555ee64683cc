import { z } from 'zod';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from '../domain/core/pagination.ts';

/** A tool that returns recorded tool calls with their arguments and responses. */
const readsData = z.object({
  method: z.literal('tools/call'),
  params: z.object({
    name: z.literal('get_tool_call_logs'),
    arguments: z.object({
      includeData: z.literal(true),
      first: z.int().min(1).max(PAGE_SIZE_MAX).catch(PAGE_SIZE_DEFAULT).default(PAGE_SIZE_DEFAULT),
    }),
  }),
});

/** The points of a document that reads a page of 100 tool calls with all of their data. */
const POINTS_A_FULL_PAGE = 23;

/** Returns the points of a message: one, like a page in a document, and more for pages with large fields. */
export function messageCost(message: object): number {
  const { data } = readsData.safeParse(message);
  return data ? Math.ceil((POINTS_A_FULL_PAGE * data.params.arguments.first) / PAGE_SIZE_MAX) : 1;
}
