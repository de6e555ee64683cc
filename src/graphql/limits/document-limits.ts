import { DomainError } from '../../domain/core/errors.ts';

/** What one document may have, whoever sends it. Fields, aliases, directives and depth are those of an operation once its
 *  fragments are opened, or of a fragment that none uses. */
export const documentLimits = {
  /** Words, numbers, strings and signs. Comments do not count. */
  tokens: 15_000,
  /** Brackets within brackets, of any kind: what reads documents goes as deep as they do. */
  nesting: 100,
  operations: 20,
  fragments: 200,
  /** Fields within fields. Fragments add nothing to it. */
  depth: 12,
  /** The same below `__schema` and `__type`: what tools ask of a schema goes deeper than what people ask of data. */
  introspectionDepth: 20,
  rootFields: 20,
  fields: 2_000,
  /** `__typename` has no privilege here. */
  aliases: 30,
  directives: 20,
} as const;

export type DocumentLimit = keyof typeof documentLimits;

const limitDescriptions: Readonly<Record<DocumentLimit, string>> = {
  tokens: 'has more than % tokens',
  nesting: 'has brackets nested more than % deep',
  operations: 'has more than % operations',
  fragments: 'has more than % fragments',
  depth: 'asks for fields nested more than % deep',
  introspectionDepth: 'asks for fields of introspection nested more than % deep',
  rootFields: 'asks for more than % fields at its root',
  fields: 'asks for more than % fields, those of its fragments counted where they are used',
  aliases: 'has more than % aliases, those of its fragments counted where they are used',
  directives: 'has more than % directives, those of its fragments counted where they are used',
};

/** The refusal names the limit, for people and for programs. */
export function documentTooLarge(limit: DocumentLimit): DomainError {
  const limitMax = documentLimits[limit];
  return new DomainError({
    code: 'BAD_USER_INPUT',
    reason: 'DOCUMENT_TOO_LARGE',
    message: `The document ${limitDescriptions[limit].replace('%', String(limitMax))}.`,
    suggestedFix: 'Send it as several smaller ones.',
    details: { limit, limitMax },
  });
}
