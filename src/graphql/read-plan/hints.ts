/** How a field that is not a plain column can be read by a plan. Fields without a hint are read in the ordinary way. */
export type ReadHint =
  | { readonly kind: 'root'; readonly root: 'viewer' | 'organization' | 'project' }
  | { readonly kind: 'same' }
  | { readonly kind: 'keyKind' }
  | { readonly kind: 'relation'; readonly relation: string; readonly many: boolean }
  | { readonly kind: 'projects' };

const HINT = 'readHint';

const hint = (value: ReadHint) => ({ [HINT]: value });

/** For the option `extensions` of a field. */
export const readHints = {
  root: (root: 'viewer' | 'organization' | 'project') => hint({ kind: 'root', root }),
  /** The object lies in the row of its parent. */
  same: hint({ kind: 'same' }),
  keyKind: hint({ kind: 'keyKind' }),
  one: (relation: string) => hint({ kind: 'relation', relation, many: false }),
  many: (relation: string) => hint({ kind: 'relation', relation, many: true }),
  projects: hint({ kind: 'projects' }),
} as const;

export function hintOf(field: { readonly extensions: object }): ReadHint | undefined {
  return (field.extensions as { readonly [HINT]?: ReadHint })[HINT];
}
