import type { ReactNode } from 'react';
import type { ApiError } from '../../lib/api-error.ts';
import { EmptyState, NoMatch } from '../empty-state.tsx';
import { ErrorCard } from '../error-card.tsx';
import { Page } from '../page.tsx';
import { Skeleton } from '../skeleton.tsx';
import { Filters } from './filter-select.tsx';
import { type Cursor, type PageInfo, Pagination } from './pagination.tsx';
import { type Column, Table } from './table.tsx';

type ListPageProps<Row> = {
  readonly title: string;
  readonly description: string;
  /** The button for a new row. */
  readonly create?: ReactNode;
  readonly filters: ReactNode;
  readonly isFiltered: boolean;
  readonly onClear: () => void;
  /** Undefined: not loaded yet. */
  readonly list:
    | { readonly nodes: readonly Row[]; readonly pageInfo: PageInfo; readonly totalCount: number }
    | undefined;
  readonly error: ApiError | null;
  readonly onRetry: () => void;
  readonly onMove: (cursor: Cursor) => void;
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly actions?: (row: Row) => ReactNode;
  /** What is shown while there is no row at all. */
  readonly empty: { readonly title: string; readonly hint: string; readonly example: string };
  /** Dialogs. */
  readonly children?: ReactNode;
};

/** A page with one list: its filters, its rows in pages, or how to make the first one. */
export function ListPage<Row extends { readonly id: string }>(props: ListPageProps<Row>) {
  const { title, description, create, filters, isFiltered, onClear, list, error, onRetry, onMove } = props;
  const { caption, columns, actions, empty, children } = props;
  const isEmpty = list?.nodes.length === 0;
  const isNew = isEmpty && !isFiltered;
  return (
    <Page title={title} description={description} actions={isNew ? undefined : create}>
      {!isNew && <Filters>{filters}</Filters>}
      {error && <ErrorCard error={error} onRetry={onRetry} />}
      {!list && !error && <Skeleton />}
      {isNew && (
        <EmptyState title={empty.title} action={create} example={empty.example}>
          {empty.hint}
        </EmptyState>
      )}
      {isEmpty && isFiltered && <NoMatch onClear={onClear} />}
      {list && !isEmpty && (
        <>
          <Table
            caption={caption}
            columns={columns}
            rows={list.nodes}
            keyOf={({ id }) => id}
            {...(actions && { actions })}
          />
          <Pagination info={list.pageInfo} totalCount={list.totalCount} onMove={onMove} />
        </>
      )}
      {children}
    </Page>
  );
}
