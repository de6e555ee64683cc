import DataLoader from 'dataloader';
import type { Reads } from '../database.ts';
import type { VisibleProjects } from '../tenancy.ts';
import type { List, ListRead, ListValues, PageWindow } from './list-query.ts';

/** Reads lists of one kind for one caller. Requests of several owners with the same arguments in one tick are batched
 *  into one statement. */
export type ListLoader<Filter, Row> = {
  page(ownerId: string, window: PageWindow, filter: ListValues<Filter>): Promise<readonly Row[]>;
  /** Counts at most `max` rows. Null: all. */
  count(ownerId: string, filter: ListValues<Filter>, max?: number | null): Promise<number>;
};

export function createListLoader<Filter, Row>(
  { db, visible }: { readonly db: Reads; readonly visible: VisibleProjects },
  list: List<Filter, Row>,
): ListLoader<Filter, Row> {
  const read = <Result>({ statement, values }: ListRead<Result>, ownerIds: readonly string[]) =>
    db.read(statement, { ...values, ...visible, ownerIds });
  const pages = new Map<string, DataLoader<string, readonly Row[]>>();
  const counts = new Map<string, DataLoader<string, number>>();
  return {
    page: (ownerId, window, filter) => {
      const load = async (ownerIds: readonly string[]) => {
        const rowsOf = new Map<string, Row[]>(ownerIds.map((id) => [id, []]));
        for (const row of await read(list.page(window, filter), ownerIds))
          rowsOf.get(list.ownerOf(row))?.push(row);
        return ownerIds.map((id) => rowsOf.get(id) ?? []);
      };
      return loaderOf(pages, [window, filter], () => new DataLoader(load)).load(ownerId);
    },
    count: (ownerId, filter, max = null) => {
      const load = async (ownerIds: readonly string[]) => {
        const rows = await read(list.count(filter, max), ownerIds);
        const countOf = new Map(rows.map((row) => [row.ownerId, row.count]));
        return ownerIds.map((id) => countOf.get(id) ?? 0);
      };
      return loaderOf(counts, [filter, max], () => new DataLoader(load)).load(ownerId);
    },
  };
}

/** Returns the loader that batches requests with equal arguments. */
function loaderOf<Value>(
  loaders: Map<string, DataLoader<string, Value>>,
  queryKey: object,
  create: () => DataLoader<string, Value>,
): DataLoader<string, Value> {
  const key = JSON.stringify(queryKey);
  const loader = loaders.get(key) ?? create();
  loaders.set(key, loader);
  return loader;
}
