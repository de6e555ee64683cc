import type { Visibility } from '../tenancy.ts';
import type { Source } from './source.ts';

// The selection of a request as a tree, independent of GraphQL. Fields keep their order.

/** The name of an argument of the statement, whose value differs between requests. */
type Slot = string;

/** JSON encoding of a column. A token needs no escaping: an id or an enum value. A list is an array of texts or tokens. */
export type Encoding = 'text' | 'token' | 'boolean' | 'integer' | 'instant' | 'list';

/** How a column reaches a function that computes a value: as it is in JSON, or an instant in milliseconds. */
export type Passing = 'json' | 'instant' | 'bytes';

/** Which rows belong to a parent: the value of each column, from the parent's row, an argument, or constant. */
export type Match = {
  readonly [column: string]:
    | { readonly parent: string }
    | { readonly slot: Slot }
    | { readonly value: boolean | null }
    /** Any project of the organization. */
    | { readonly anyProject: true };
};

/** A member with a constant value, such as `__typename`. */
type Constant = { readonly kind: 'constant'; readonly json: string };

type Members<Kinds> = readonly ({ readonly key: string } & (Constant | Kinds))[];

export type PlanObject = { readonly members: Members<PlanMember> };

export type ColumnMember = {
  readonly kind: 'column';
  readonly property: string;
  readonly encoding: Encoding;
  readonly nullable: boolean;
};

/** A value that a function computes from columns. */
export type ComputedMember = {
  readonly kind: 'computed';
  /** The index of the function in the plan. */
  readonly index: number;
  readonly reads: Readonly<Record<string, Passing>>;
};

export type PlanMember =
  | ColumnMember
  | ComputedMember
  /** Another object stored in the same row. */
  | { readonly kind: 'same'; readonly object: PlanObject }
  | OneMember
  | { readonly kind: 'count'; readonly source: Source; readonly match: Match }
  /** All rows, oldest first. */
  | {
      readonly kind: 'many';
      readonly source: Source;
      readonly match: Match;
      readonly filters: Readonly<Record<string, Slot>>;
      readonly object: PlanObject;
    }
  | PageMember;

type OneMember = {
  readonly kind: 'one';
  readonly source: Source;
  readonly match: Match;
  /** False: without the row there is no answer. */
  readonly nullable: boolean;
  readonly object: PlanObject;
};

/** A cursor that bounds a page. */
export type Bound = {
  /** The value of the ordered column, and its text in the cursor. */
  readonly value: Slot;
  readonly text: Slot;
  readonly id: Slot;
  readonly check: Slot;
};

export type Window = {
  readonly column: 'created_at' | 'called_at' | 'name';
  /** The order of the list. */
  readonly ascending: boolean;
  /** Whether the page is counted from the end of the list. */
  readonly backward: boolean;
  readonly size: Slot;
  readonly after: Bound | null;
  readonly before: Bound | null;
};

/** A page of a list. */
export type PageMember = {
  readonly kind: 'page';
  readonly source: Source;
  readonly match: Match;
  readonly filters: Readonly<Record<string, Slot>>;
  /** The name of the list and of its order in cursors. */
  readonly list: string;
  readonly order: string;
  /** The property of the parent that names the owner in cursors. */
  readonly owner: string;
  readonly window: Window;
  readonly sizeMax: number;
  readonly members: Members<
    | { readonly kind: 'edges'; readonly members: Members<{ readonly kind: 'cursor' } | NodeMember> }
    | { readonly kind: 'nodes'; readonly object: PlanObject }
    | { readonly kind: 'pageInfo'; readonly members: Members<{ readonly kind: PageInfoKind }> }
    /** The number of rows of the list, `max` if there are more. Absent: exact. */
    | { readonly kind: 'totalCount'; readonly max?: number }
  >;
};

export type PageInfoKind = 'hasNextPage' | 'hasPreviousPage' | 'startCursor' | 'endCursor';
type NodeMember = { readonly kind: 'node'; readonly object: PlanObject };

/** The root fields. Their parent is the row of the caller's key. */
export type PlanRoots = PlanObject['members'];

/** The kind of the caller's key, and which projects it may see. */
export type Holder = {
  readonly kind: 'organization' | 'project';
  readonly visibility: Exclude<Visibility, 'any'>;
};
