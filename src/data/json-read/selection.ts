/** What a caller wants to read, as a tree that knows nothing of GraphQL. Each node becomes a piece of JSON. */

/** How a column is written in JSON. */
export type Encoding = 'text' | 'token' | 'boolean' | 'instant';

export type EntityName = 'organization' | 'project' | 'apiKey';

export type ReadObject = { readonly entity: EntityName; readonly fields: readonly ReadField[] };

/** Fields keep their order; `key` is the name that the value gets. */
export type ReadField = { readonly key: string } & (
  | { readonly kind: 'constant'; readonly value: string }
  | {
      readonly kind: 'value';
      readonly property: string;
      readonly encoding: Encoding;
      readonly nullable: boolean;
    }
  | { readonly kind: 'keyKind' }
  /** Another object in the same row. */
  | { readonly kind: 'same'; readonly object: ReadObject }
  | {
      readonly kind: 'one' | 'many';
      readonly relation: string;
      readonly nullable: boolean;
      readonly object: ReadObject;
    }
  | { readonly kind: 'page'; readonly page: ReadPage }
);

/** A page of the projects of an organization, newest first. */
export type ReadPage = {
  readonly size: number;
  readonly after: PageCursor | null;
  readonly fields: readonly PageField[];
};

export type PageCursor = { readonly epochMs: number; readonly id: string; readonly check: string };

export type PageField = { readonly key: string } & (
  | { readonly kind: 'constant'; readonly value: string }
  | { readonly kind: 'edges'; readonly fields: readonly EdgeField[] }
  | { readonly kind: 'nodes'; readonly object: ReadObject }
  | { readonly kind: 'pageInfo'; readonly fields: readonly PageInfoField[] }
);

export type EdgeField = { readonly key: string } & (
  | { readonly kind: 'constant'; readonly value: string }
  | { readonly kind: 'cursor' }
  | { readonly kind: 'node'; readonly object: ReadObject }
);

export type PageInfoField = { readonly key: string } & (
  | { readonly kind: 'constant'; readonly value: string }
  | { readonly kind: 'hasNextPage' | 'hasPreviousPage' | 'startCursor' | 'endCursor' }
);

/** The whole of a request: its roots all begin at the key. */
export type ReadRoot = { readonly key: string } & (
  | { readonly kind: 'constant'; readonly value: string }
  | { readonly kind: 'viewer'; readonly object: ReadObject }
  | { readonly kind: 'organization'; readonly object: ReadObject }
  | { readonly kind: 'project'; readonly reference: ProjectReference; readonly object: ReadObject }
);

export type ProjectReference =
  | { readonly by: 'id' | 'slug'; readonly value: string }
  | { readonly by: 'own' | 'default' };
