import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { uiText } from '../text.ts';

export type Column<Row> = {
  readonly id: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: 'right';
  /** Hidden below this width of the window. */
  readonly from?: 'sm' | 'md' | 'lg';
  /** Called when the user sorts by the column. */
  readonly onSort?: () => void;
  readonly sorted?: 'ascending' | 'descending' | undefined;
};

const FROM = { sm: 'max-sm:hidden', md: 'max-md:hidden', lg: 'max-lg:hidden' } as const;

const classOf = <Row,>({ align, from }: Column<Row>) =>
  `${align === 'right' ? 'text-right' : 'text-left'} ${from ? FROM[from] : ''}`;

type TableProps<Row> = {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Buttons at the end of a row. Each names its row, such as "Rotate key ci". */
  readonly actions?: (row: Row) => ReactNode;
};

/** A list of rows. The server sorts and filters them. The first column names the row. */
export function Table<Row>({ caption, columns, rows, keyOf, actions }: TableProps<Row>) {
  return (
    <div className="card overflow-x-auto">
      <table className="w-full border-collapse">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-[0.8125rem] text-muted">
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} />
            ))}
            {actions && <td />}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className="border-b border-line last:border-0 hover:bg-hover/60">
              {columns.map((column, index) => {
                const Cell = index === 0 ? 'th' : 'td';
                return (
                  <Cell
                    key={column.id}
                    {...(index === 0 && { scope: 'row' })}
                    className={`px-4 py-2.5 align-middle font-normal tabular-nums ${classOf(column)}`}
                  >
                    {column.cell(row)}
                  </Cell>
                );
              })}
              {actions && (
                <td className="px-3 py-1.5 text-right">
                  <div className="flex items-center justify-end gap-1">{actions(row)}</div>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HeaderCell<Row>({ column }: { readonly column: Column<Row> }) {
  const { label, onSort, sorted } = column;
  const Arrow = sorted === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={sorted}
      className={`px-4 py-2 font-medium whitespace-nowrap ${classOf(column)}`}
    >
      {onSort ? (
        <button
          type="button"
          onClick={onSort}
          aria-label={uiText.sort(label)}
          className="-mx-1 inline-flex min-h-6 items-center gap-1 rounded px-1 hover:text-ink"
        >
          {label}
          <Arrow size={13} aria-hidden className={sorted ? '' : 'invisible'} />
        </button>
      ) : (
        label
      )}
    </th>
  );
}
