import { ChevronLeft, ChevronRight } from 'lucide-react';
import { formatNumber } from '../../lib/format.ts';
import { Button } from '../button.tsx';
import { uiText } from '../text.ts';

export type PageInfo = {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor?: string | null;
  readonly endCursor?: string | null;
};

/** The part of an address that says which page of a list is shown. */
export type Cursor = { readonly after?: string | undefined; readonly before?: string | undefined };

const PAGE_SIZE = 20;

/** Returns the variables of a list for its place in the address. */
export const pageVariables = ({ after, before }: Cursor) =>
  before === undefined ? { first: PAGE_SIZE, after } : { last: PAGE_SIZE, before };

type PaginationProps = {
  readonly info: PageInfo;
  readonly totalCount?: number;
  readonly onMove: (cursor: Cursor) => void;
};

/** The count of a list, and buttons to its other pages where there are any. */
export function Pagination({ info, totalCount, onMove }: PaginationProps) {
  const { hasNextPage, hasPreviousPage, startCursor, endCursor } = info;
  const move = (cursor: Cursor) => () => onMove(cursor);
  return (
    <nav className="flex items-center gap-2" aria-label={uiText.pageOf('')}>
      <p className="flex-1 text-[0.8125rem] text-muted" aria-live="polite">
        {totalCount !== undefined && uiText.pageOf(formatNumber(totalCount))}
      </p>
      {(hasPreviousPage || hasNextPage) && (
        <>
          <Button
            size="small"
            disabled={!hasPreviousPage}
            className="disabled:opacity-50"
            onClick={move({ before: startCursor ?? undefined })}
          >
            <ChevronLeft size={15} aria-hidden /> {uiText.previousPage}
          </Button>
          <Button
            size="small"
            disabled={!hasNextPage}
            className="disabled:opacity-50"
            onClick={move({ after: endCursor ?? undefined })}
          >
            {uiText.nextPage} <ChevronRight size={15} aria-hidden />
          </Button>
        </>
      )}
    </nav>
  );
}
