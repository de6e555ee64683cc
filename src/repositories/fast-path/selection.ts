/** The selection of a request as a tree, independent of GraphQL and SQL. Fields keep their order. */

/** Parameter number of a value that differs between requests. */
export type Slot = number;

/** JSON encoding of a column. A token needs no escaping: an id or an enum value. A list is an array of texts or tokens. */
export type Encoding = 'text' | 'token' | 'boolean' | 'instant' | 'list';

export type EntityName = 'organization' | 'project' | 'apiKey';

/** The kind of the caller's key. */
export type HolderKind = 'organization' | 'project';

/** A member with a constant value, such as `__typename`. */
type Constant = { readonly kind: 'constant'; readonly json: string };

type Members<Kinds> = readonly ({ readonly key: string } & (Constant | Kinds))[];

export type ReadObject = { readonly entity: EntityName; readonly members: Members<ReadMember> };

type ReadMember =
  | {
      readonly kind: 'column';
      readonly property: string;
      readonly encoding: Encoding;
      readonly nullable: boolean;
    }
  /** The kind of a key. */
  | { readonly kind: 'keyKind' }
  /** The id of a project's settings. */
  | { readonly kind: 'configId' }
  /** Another object stored in the same row. */
  | { readonly kind: 'same'; readonly object: ReadObject }
  | { readonly kind: 'relation'; readonly relation: string; readonly object: ReadObject }
  | { readonly kind: 'projects'; readonly page: ReadPage };

/** A page of the projects of an organization, newest first. */
export type ReadPage = {
  readonly size: Slot;
  readonly after: { readonly epochMs: Slot; readonly id: Slot; readonly check: Slot } | null;
  readonly members: Members<
    | { readonly kind: 'edges'; readonly members: Members<{ readonly kind: 'cursor' } | NodeMember> }
    | { readonly kind: 'nodes'; readonly object: ReadObject }
    | { readonly kind: 'pageInfo'; readonly members: Members<{ readonly kind: PageInfoKind }> }
  >;
};

export type PageInfoKind = 'hasNextPage' | 'hasPreviousPage' | 'startCursor' | 'endCursor';
type NodeMember = { readonly kind: 'node'; readonly object: ReadObject };

/** The root fields, resolved from the key of the request. */
export type ReadRoots = Members<
  | { readonly kind: 'viewer' | 'organization'; readonly object: ReadObject }
  | { readonly kind: 'project'; readonly reference: ProjectReference; readonly object: ReadObject }
>;

/** How a request refers to its project. `own`: the project of its key. */
export type ProjectReference =
  | { readonly by: 'id' | 'slug'; readonly slot: Slot }
  | { readonly by: 'own' | 'default' };

/** The selection of a project that a statement created or issued a key for. */
export type WrittenRead = {
  /** Response name of the root field. */
  readonly key: string;
  readonly members: Members<
    | { readonly kind: 'subject'; readonly object: ReadObject }
    | {
        readonly kind: 'issuedKey';
        readonly members: Members<
          { readonly kind: 'secret' } | { readonly kind: 'issued'; readonly object: ReadObject }
        >;
      }
  >;
};
