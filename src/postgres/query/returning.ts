/** Whether a column of a written row is read later. Each column that a CTE returns costs PostgreSQL time. */
export type ColumnFilter = (column: string) => boolean;

export const anyColumn: ColumnFilter = () => true;
export const noColumn: ColumnFilter = () => false;

type ColumnOf<Selected extends string> = Selected extends `${infer Column} as ${string}` ? Column : Selected;

/** Reduces columns as a read selects them ("table.column as name") to those that are read, under their names in the
 *  table. */
export function selectedColumns<const Selected extends string>(
  selected: readonly Selected[],
  reads: ColumnFilter,
) {
  return selected
    .map((selection) => selection.replace(/ as .*$/, '') as ColumnOf<Selected>)
    .filter((column) => reads(column.replace(/^.*\./, '')));
}
