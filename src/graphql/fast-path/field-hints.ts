import type { WriteName } from '../../domain/fast-path/write.ts';

/** Describes how a plan reads a field that is not a plain column. Fields without a hint are left to the standard executor. */
export type FieldHint =
  | { readonly kind: 'same' }
  | { readonly kind: 'configId' }
  | { readonly kind: 'relation'; readonly relation: string; readonly many: boolean }
  | { readonly kind: 'write'; readonly write: WriteName }
  | { readonly kind: 'subject' | 'issuedKey' | 'secret' | 'issued' };

const HINT = 'readHint';

const hint = (value: FieldHint) => ({ [HINT]: value });

/** For the option `extensions` of a field. */
export const fieldHints = {
  /** The object is in the row of its parent. */
  same: hint({ kind: 'same' }),
  /** The id of the settings, which are in the row of the project. */
  configId: hint({ kind: 'configId' }),
  one: (relation: string) => hint({ kind: 'relation', relation, many: false }),
  many: (relation: string) => hint({ kind: 'relation', relation, many: true }),
  write: (write: WriteName) => hint({ kind: 'write', write }),
  /** The project that the mutation wrote. */
  subject: hint({ kind: 'subject' }),
  issuedKey: hint({ kind: 'issuedKey' }),
  secret: hint({ kind: 'secret' }),
  /** The issued key as lists show it. */
  issued: hint({ kind: 'issued' }),
} as const;

export function hintOf(field: { readonly extensions: object }): FieldHint | undefined {
  return (field.extensions as { readonly [HINT]?: FieldHint })[HINT];
}
