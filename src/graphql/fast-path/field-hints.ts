import type { WriteName } from '../../domain/fast-path/write.ts';

/** How a field that is not a plain column can be read by a plan. Fields without a hint are read in the ordinary way. */
export type FieldHint =
  | { readonly kind: 'root'; readonly root: 'viewer' | 'organization' | 'project' }
  | { readonly kind: 'same' }
  | { readonly kind: 'keyKind' | 'configId' }
  | { readonly kind: 'relation'; readonly relation: string; readonly many: boolean }
  | { readonly kind: 'projects' }
  | { readonly kind: 'write'; readonly write: WriteName }
  | { readonly kind: 'subject' | 'issuedKey' | 'secret' | 'issued' };

const HINT = 'readHint';

const hint = (value: FieldHint) => ({ [HINT]: value });

/** For the option `extensions` of a field. */
export const fieldHints = {
  root: (root: 'viewer' | 'organization' | 'project') => hint({ kind: 'root', root }),
  /** The object lies in the row of its parent. */
  same: hint({ kind: 'same' }),
  keyKind: hint({ kind: 'keyKind' }),
  /** The id of the settings that lie in the row of a project. */
  configId: hint({ kind: 'configId' }),
  one: (relation: string) => hint({ kind: 'relation', relation, many: false }),
  many: (relation: string) => hint({ kind: 'relation', relation, many: true }),
  projects: hint({ kind: 'projects' }),
  write: (write: WriteName) => hint({ kind: 'write', write }),
  /** The project that was written. */
  subject: hint({ kind: 'subject' }),
  issuedKey: hint({ kind: 'issuedKey' }),
  secret: hint({ kind: 'secret' }),
  /** The key that was issued, as it is listed. */
  issued: hint({ kind: 'issued' }),
} as const;

export function hintOf(field: { readonly extensions: object }): FieldHint | undefined {
  return (field.extensions as { readonly [HINT]?: FieldHint })[HINT];
}
