import { z } from 'zod';
import { DomainError } from '../../domain/core/errors.ts';
import { splitPage } from '../../domain/plan/answer.ts';
import { sha256 } from '../../lib/sha256.ts';
import { queryInteger, queryText } from '../fields.ts';
import type { ResponseHeaders } from '../route.ts';

const LIMIT_DEFAULT = 20;
const VERSION = 1;

/** The query parameters of a list whose pages have at most `limitMax` rows. */
export const pageQuery = (limitMax: number) => ({
  limit: queryInteger(1, limitMax)
    .optional()
    .meta({ description: `Rows of a page, 1 to ${limitMax}. Default: ${LIMIT_DEFAULT}.` }),
  cursor: queryText
    .optional()
    .meta({ description: 'The `next_cursor` of the page before, unchanged. Absent: the first page.' }),
  page_no: queryText
    .refine(() => false, 'is not supported: send the next_cursor of the page before as cursor')
    .optional()
    .meta({ description: 'Always rejected: send `cursor`.', deprecated: true }),
});

/** The members of an answer beside the rows of the page. */
export const pageFields = {
  next_cursor: z.string().nullable().meta({ description: 'Null: this is the last page.' }),
  total_pages: z.int(),
  current_page: z.int().meta({ description: 'Counted from 1.' }),
  total_items: z.int().meta({
    description:
      'Exact up to 10,000. 10001 with the header `x-total-is-lower-bound: true`: there are more than 10,000.',
  }),
};

/** A position in a list: keyset, so that rows do not shift, with the number of its page. */
const cursorContent = z.strictObject({
  v: z.literal(VERSION),
  p: z.int().min(2),
  l: z.int().min(1),
  k: z.string(),
  f: z.string(),
});

export type RequestedPage = {
  readonly page: number;
  readonly limit: number;
  /** The keyset cursor of the last row before the page. Null: the first page. */
  readonly after: string | null;
  /** Identifies the filters, which the cursors of a list contain. */
  readonly filter: string;
};

type PageQuery = { readonly limit?: number | undefined; readonly cursor?: string | undefined };

/** Reads which page is requested. Throws BAD_USER_INPUT for a cursor that is damaged or belongs to other filters. */
export function requestedPage({ limit, cursor }: PageQuery, filters: object = {}): RequestedPage {
  const filter = sha256(JSON.stringify(filters)).toString('base64url').slice(0, 8);
  if (cursor === undefined) return { page: 1, limit: limit ?? LIMIT_DEFAULT, after: null, filter };
  const content = cursorContent.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString())).data;
  if (!content || content.f !== filter) throw cursorInvalid();
  return { page: content.p, limit: limit ?? content.l, after: content.k, filter };
}

type ReadPage = {
  /** The keyset cursor of the last row. Null: there are no more rows. */
  readonly next: string | null;
  /** At most one more than `COUNTED_MAX`. */
  readonly total: number;
};

/** The largest exact total. */
export const COUNTED_MAX = 10_000;

/** Returns the members of an answer beside the rows of the page. */
export function describePage(
  { page, limit, filter }: RequestedPage,
  { next, total }: ReadPage,
  headers: ResponseHeaders,
): z.input<z.ZodObject<typeof pageFields>> {
  if (total > COUNTED_MAX) headers.set('x-total-is-lower-bound', 'true');
  return {
    next_cursor: next === null ? null : encode({ v: VERSION, p: page + 1, l: limit, k: next, f: filter }),
    total_pages: Math.ceil(total / limit),
    current_page: page,
    total_items: total,
  };
}

/** Returns the JSON of an answer from that of a planned page. */
export function presentPage(page: RequestedPage, json: string, headers: ResponseHeaders): string {
  const { rows, ...read } = splitPage(json);
  return `{"data":${rows},${JSON.stringify(describePage(page, read, headers)).slice(1)}`;
}

const encode = (content: z.input<typeof cursorContent>) =>
  Buffer.from(JSON.stringify(content)).toString('base64url');

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const cursorInvalid = () =>
  new DomainError({
    code: 'BAD_USER_INPUT',
    reason: 'INVALID_CURSOR',
    field: 'cursor',
    message: 'cursor is not a cursor of this list with these filters.',
    suggestedFix: 'Pass next_cursor unchanged, with the same filters, or start without a cursor.',
  });
