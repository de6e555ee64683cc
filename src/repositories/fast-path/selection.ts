/** What a caller wants to read, as a tree that knows nothing of GraphQL and nothing of SQL. Fields keep their order. */

/** The place of a value that differs from request to request. */
export type Slot = number;

/** How a column is written in JSON. A token needs no escaping: an id, a name of an enum. A list is an array of texts or tokens. */
export type Encoding = 'text' | 'token' | 'boolean' | 'instant' | 'list';

export type EntityName = 'organization' | 'project' | 'apiKey';

/** Whose key it is that asks. */
export type HolderKind = 'organization' | 'project';

/** A member whose value is the same whatever the row, such as `__typename`. */
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
  /** What the key opens. */
  | { readonly kind: 'keyKind' }
  /** The id of the settings of a project. */
  | { readonly kind: 'configId' }
  /** Another object that lies in the same row. */
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

/** Everything begins at the key of the request. */
export type ReadRoots = Members<
  | { readonly kind: 'viewer' | 'organization'; readonly object: ReadObject }
  | { readonly kind: 'project'; readonly reference: ProjectReference; readonly object: ReadObject }
>;

/** How a request names its project. `own`: the one that its key opens. */
export type ProjectReference =
  | { readonly by: 'id' | 'slug'; readonly slot: Slot }
  | { readonly by: 'own' | 'default' };

/** What a caller wants to know of a project that a statement just made or gave a new key. */
export type WrittenRead = {
  /** The name of the answer. */
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
