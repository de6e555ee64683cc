/** Whether somebody may read that column of what a statement wrote. Each one that a CTE returns takes PostgreSQL its time. */
export type ColumnFilter = (column: string) => boolean;

export const anyColumn: ColumnFilter = () => true;
export const noColumn: ColumnFilter = () => false;

type ColumnOf<Selected extends string> = Selected extends `${infer Column} as ${string}` ? Column : Selected;

/** Of columns as a read selects them ("table.column as name"), those that somebody reads, as the table has them. */
export function selectedColumns<const Selected extends string>(
  selected: readonly Selected[],
  reads: ColumnFilter,
) {
  return selected
    .map((selection) => selection.replace(/ as .*$/, '') as ColumnOf<Selected>)
    .filter((column) => reads(column.replace(/^.*\./, '')));
}
