/** The selection of a request as a tree, independent of GraphQL and SQL. Fields keep their order. */

/** JSON encoding of a column. A token needs no escaping: an id or an enum value. A list is an array of texts or tokens. */
export type Encoding = 'text' | 'token' | 'boolean' | 'instant' | 'list';

export type EntityName = 'organization' | 'project' | 'apiKey';

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
  /** The id of a project's settings. */
  | { readonly kind: 'configId' }
  /** Another object stored in the same row. */
  | { readonly kind: 'same'; readonly object: ReadObject }
  | { readonly kind: 'relation'; readonly relation: string; readonly object: ReadObject };

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
