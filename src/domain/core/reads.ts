import { type CallerReads, listLoader } from '../../postgres/caller-reads.ts';
import type { List, ListValues } from '../../postgres/pagination/list-query.ts';
import type { Match } from '../../postgres/plan/selection.ts';
import type { RowLoader } from '../../postgres/row-loader.ts';
import { soleProjectId } from '../../postgres/tenancy.ts';
import { type ListOrder, type ListPage, readPage } from './list.ts';
import type { PageInput } from './pagination.ts';
import { type PlannedField, planInProjects, planList } from './planned.ts';
import { type IdPrefix, idPrefix, type RequestContext } from './request-context.ts';
import { visibleProjects } from './tenancy.ts';

/** The owner of a list: a project, or another object with lists of its own. */
type ListOwner = { readonly organizationId: string; readonly id: string };

type ListDefinition<Row, Filter, Input> = {
  readonly rows: List<Filter, Row>;
  /** Which rows belong to an owner. */
  readonly ofOwner: Match;
  /** The name of the list, part of every cursor. */
  readonly name: string;
  readonly order: ListOrder<Row>;
  /** Validates the filters. Throws BAD_USER_INPUT. */
  readonly filter: (input: Input, context: RequestContext) => ListValues<Filter>;
};

/** Defines the two reads of a list: a page and the number of its rows, both of rows that the caller may see. `list` throws
 *  BAD_USER_INPUT for an invalid size, cursor or filter; `count` for an invalid filter. `planned` is both, for plans. */
export function defineList<Row, Filter, Input extends object>({
  rows,
  ofOwner,
  name,
  order,
  filter,
}: ListDefinition<Row, Filter, Input>) {
  const loader = listLoader(rows);
  const loaderOf = (context: RequestContext, { organizationId }: ListOwner) =>
    loader(context.loaders(visibleProjects(context.actor, organizationId)));
  return {
    planned: planList<Row, Filter, Input & PageInput>({
      list: rows,
      match: ofOwner,
      name,
      orderOf: () => ({ order }),
      filter,
    }),
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

type ReadsDefinition<Row, Filter, Input> = Omit<ListDefinition<Row, Filter, Input>, 'ofOwner'> & {
  readonly prefix: IdPrefix;
  readonly row: (caller: CallerReads) => RowLoader<Row>;
};

/** Defines the four reads of a noun whose rows belong to projects. `byId` returns null for an id that is unknown or of another
 *  tenant, `ofProject` for one that is unknown or of another project; `list` and `count` are those of `defineList`.
 *  `planned`, `plannedPoint` and `plannedNode` are the list, `ofProject` and `byId`, for plans. */
export function defineReads<Row, Filter, Input extends object>({
  prefix,
  row,
  ...list
}: ReadsDefinition<Row, Filter, Input>) {
  const { source } = list.rows;
  return {
    ...defineList({ ...list, ofOwner: { project_id: { parent: 'id' } } }),
    plannedPoint: {
      kind: 'find',
      source,
      bind: ({ id }: { readonly id: string }) =>
        idPrefix(id) === prefix
          ? { shape: '', match: { project_id: { parent: 'id' }, id: { slot: 'id' } }, values: { id } }
          : null,
    } satisfies PlannedField,
    plannedNode: planInProjects(source),
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
