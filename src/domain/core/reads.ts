import type { CallerReads } from '../../postgres/caller-reads.ts';
import type { ListLoader } from '../../postgres/pagination/list-loader.ts';
import type { ListValues } from '../../postgres/pagination/list-query.ts';
import type { RowLoader } from '../../postgres/row-loader.ts';
import { soleProjectId } from '../../postgres/tenancy.ts';
import { type ListOrder, type ListPage, readPage } from './list.ts';
import type { PageInput } from './pagination.ts';
import { type IdPrefix, idPrefix, type RequestContext } from './request-context.ts';
import { visibleProjects } from './tenancy.ts';

/** The owner of a list: a project, or another object with lists of its own. */
type ListOwner = { readonly organizationId: string; readonly id: string };

type ListDefinition<Row, Filter, Input> = {
  readonly rows: (caller: CallerReads) => ListLoader<Filter, Row>;
  /** The name of the list, part of every cursor. */
  readonly name: string;
  readonly order: ListOrder<Row>;
  /** Validates the filters. Throws BAD_USER_INPUT. */
  readonly filter: (input: Input, context: RequestContext) => ListValues<Filter>;
};

/** Defines the two reads of a list: a page and the number of its rows, both of rows that the caller may see. `list` throws
 *  BAD_USER_INPUT for an invalid size, cursor or filter; `count` for an invalid filter. */
export function defineList<Row, Filter, Input extends object>({
  rows,
  name,
  order,
  filter,
}: ListDefinition<Row, Filter, Input>) {
  const loaderOf = (context: RequestContext, { organizationId }: ListOwner) =>
    rows(context.loaders(visibleProjects(context.actor, organizationId)));
  return {
    list: async (
      context: RequestContext,
      owner: ListOwner,
      input: Input & PageInput,
    ): Promise<ListPage<Row>> =>
      readPage({
        loader: loaderOf(context, owner),
        name,
        ownerId: owner.id,
        order,
        filter: filter(input, context),
        input,
      }),
    count: async (context: RequestContext, owner: ListOwner, input: Input): Promise<number> =>
      loaderOf(context, owner).count(owner.id, filter(input, context)),
  };
}

type ReadsDefinition<Row, Filter, Input> = ListDefinition<Row, Filter, Input> & {
  readonly prefix: IdPrefix;
  readonly row: (caller: CallerReads) => RowLoader<Row>;
};

/** Defines the four reads of a noun whose rows belong to projects. `byId` returns null for an id that is unknown or of another
 *  tenant, `ofProject` for one that is unknown or of another project; `list` and `count` are those of `defineList`. */
export function defineReads<Row, Filter, Input extends object>({
  prefix,
  row,
  ...list
}: ReadsDefinition<Row, Filter, Input>) {
  return {
    ...defineList(list),
    byId: async (context: RequestContext, id: string): Promise<Row | null> => {
      const visible = visibleProjects(context.actor);
      return row(context.loaders(visible)).load({ id, projectId: soleProjectId(visible) });
    },
    ofProject: async (
      context: RequestContext,
      { organizationId, id: projectId }: ListOwner,
      id: string,
    ): Promise<Row | null> => {
      if (idPrefix(id) !== prefix) return null;
      return row(context.loaders(visibleProjects(context.actor, organizationId))).load({ id, projectId });
    },
  };
}
