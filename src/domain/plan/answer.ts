import type { PageMember, PlanMember, PlanObject } from '../../postgres/plan/selection.ts';
import type { PageInput } from '../core/pagination.ts';
import {
  type BoundMatch,
  type BoundPage,
  filterSlots,
  type PlannedFind,
  type PlannedList,
  type PlannedRows,
  windowOf,
} from '../core/planned.ts';
import type { RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import {
  type BoundRead,
  type Compute,
  holderOf,
  type PlannedRead,
  plannedCallerArguments,
  planRead,
} from './read.ts';

// Plans of answers that have the same members at each request.

/** The JSON object of a row. */
export type RowPlan = { readonly object: PlanObject; readonly computes: readonly Compute[] };

type RowsMember = { readonly key: string; readonly rows: PlannedRows; readonly plan: RowPlan };

/** Adds all rows that belong to a row as its last member. */
export function withRows({ object, computes }: RowPlan, { key, rows, plan }: RowsMember): RowPlan {
  const { source, match } = rows;
  const members = plan.object.members.map((member) =>
    member.kind === 'computed' ? { ...member, index: computes.length + member.index } : member,
  );
  return {
    object: {
      members: [...object.members, { key, kind: 'many', source, match, filters: {}, object: { members } }],
    },
    computes: [...computes, ...plan.computes],
  };
}

/** Returns the statement for a request and the values of its arguments. Null: plans do not support the request. */
type BindAnswer<Input> = (context: RequestContext, input: Input) => BoundRead | null;

/** Plans an answer that is a row. Without the row, there is no answer. */
export function planRow<Input>(found: PlannedFind, { object, computes }: RowPlan): BindAnswer<Input> {
  const { source, bind } = found;
  return bindRoot<Input, BoundMatch>({
    bind: (input, context) => bind(input as never, context),
    root: ({ match }) => ({ kind: 'one', source, match, nullable: false, object }),
    computes,
  });
}

/** Plans a page of a list of the caller's organization, with the number of its rows up to `countMax`. */
export function planPage(
  list: PlannedList,
  { object, computes, countMax }: RowPlan & { readonly countMax: number },
): BindAnswer<PageInput> {
  return bindRoot<PageInput, BoundPage>({
    bind: (input, context) => list.bind(input as never, context),
    root: (bound) => pageMember(list, bound, { object, countMax }),
    computes,
  });
}

const ROOT = 'root';
const TOTAL = 'total';
const INFO = 'info';
const ROWS = 'rows';

/** Returns the value of the only root of a plan. */
export const rootOf = (json: string): string => json.slice(`{"${ROOT}":`.length, -1);

/** A page as it is read: its rows as a JSON array. */
type PlannedPage = {
  readonly rows: string;
  /** The cursor of the last row. Null: there are no more rows. */
  readonly next: string | null;
  readonly total: number;
};

/** Splits the JSON of a page, whose rows are its last member. */
export function splitPage(json: string): PlannedPage {
  const start = `,"${ROWS}":`;
  const end = json.indexOf(start);
  const { total, info } = JSON.parse(`${json.slice(0, end)}}`) as {
    readonly [TOTAL]: number;
    readonly [INFO]: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
  return { rows: json.slice(end + start.length, -1), next: info.hasNextPage ? info.endCursor : null, total };
}

const pageMember = (
  { source, match, name, sizeMax }: PlannedList,
  bound: BoundPage,
  { object, countMax }: { readonly object: PlanObject; readonly countMax: number },
): PageMember => ({
  kind: 'page',
  source,
  match,
  filters: filterSlots(bound),
  list: name,
  order: bound.order,
  owner: 'organizationId',
  window: windowOf(bound),
  sizeMax,
  members: [
    { key: TOTAL, kind: 'totalCount', max: countMax },
    {
      key: INFO,
      kind: 'pageInfo',
      members: [
        { key: 'hasNextPage', kind: 'hasNextPage' },
        { key: 'endCursor', kind: 'endCursor' },
      ],
    },
    { key: ROWS, kind: 'nodes', object },
  ],
});

type RootPlan<Input, Bound> = {
  readonly bind: (input: Input, context: RequestContext) => Bound | null;
  readonly root: (bound: Bound) => PlanMember;
  readonly computes: readonly Compute[];
};

/** Compiles one statement for each kind of key and shape of arguments. */
function bindRoot<Input, Bound extends BoundMatch | BoundPage>({
  bind,
  root,
  computes,
}: RootPlan<Input, Bound>): BindAnswer<Input> {
  const statements = new Map<string, PlannedRead>();
  return (context, input) => {
    const { actor, responseBytesMax } = context;
    if (actor.kind !== 'organization' && actor.kind !== 'project') return null;
    const bound = bind(input, context);
    if (!bound) return null;
    const visible = visibleProjects(actor);
    const holder = holderOf(actor, visible);
    const variant = `${holder.kind} ${holder.visibility} ${bound.shape} ${responseBytesMax}`;
    const roots = () => [{ key: ROOT, ...root(bound) }];
    const read = statements.get(variant) ?? planRead({ roots: roots(), computes, holder, responseBytesMax });
    statements.set(variant, read);
    return { read, args: { ...plannedCallerArguments(actor, visible), ...bound.values } };
  };
}
