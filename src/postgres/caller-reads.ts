import type { Reads } from './database.ts';
import { createListLoader, type ListLoader } from './pagination/list-loader.ts';
import type { List } from './pagination/list-query.ts';
import type { Statement } from './query/statement.ts';
import { createRowLoader, type LookupArguments, type RowLoader } from './row-loader.ts';
import type { VisibleProjects } from './tenancy.ts';

/** Reads for one caller in one request. Loaders of the same caller share batches and results. */
export type CallerReads = { readonly db: Reads; readonly visible: VisibleProjects };

/** Returns the function that gets the loader of a caller, which is created at its first use. */
function perCaller<Loader>(create: (caller: CallerReads) => Loader): (caller: CallerReads) => Loader {
  const loaders = new WeakMap<CallerReads, Loader>();
  return (caller) => {
    const loader = loaders.get(caller) ?? create(caller);
    loaders.set(caller, loader);
    return loader;
  };
}

/** Returns the function that gets a caller's loader of rows by id. */
export const rowLoader = <Row extends { readonly id: string; readonly projectId: string }>(
  lookup: Statement<LookupArguments, Row>,
): ((caller: CallerReads) => RowLoader<Row>) => perCaller((caller) => createRowLoader(caller, lookup));

/** Returns the function that gets a caller's loader of the pages of a list. */
export const listLoader = <Filter, Row>(
  list: List<Filter, Row>,
): ((caller: CallerReads) => ListLoader<Filter, Row>) =>
  perCaller((caller) => createListLoader(caller, list));
