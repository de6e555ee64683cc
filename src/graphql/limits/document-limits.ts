import { DomainError } from '../../domain/core/errors.ts';

/** The limits of a document, independent of its sender. Fields, aliases, directives and depth are those of an operation with
 *  its fragments expanded, or of an unused fragment. */
export const documentLimits = {
  /** Names, numbers, strings and punctuators. Comments do not count. */
  tokens: 15_000,
  /** Nested brackets of any kind: parsers recurse as deep as they nest. */
  nesting: 100,
  operations: 20,
  fragments: 200,
  /** Nested fields. Fragments do not add to the depth. */
  depth: 12,
  /** The depth below `__schema` and `__type`: introspection queries of tools nest deeper than queries of data. */
  introspectionDepth: 20,
  rootFields: 20,
  fields: 2_000,
  /** `__typename` counts like any other field. */
  aliases: 30,
  directives: 20,
} as const;

export type DocumentLimit = keyof typeof documentLimits;

const limitDescriptions: Readonly<Record<DocumentLimit, string>> = {
  tokens: 'has more than % tokens',
  nesting: 'has brackets nested more than % deep',
  operations: 'has more than % operations',
  fragments: 'has more than % fragments',
  depth: 'nests fields more than % deep',
  introspectionDepth: 'nests introspection fields more than % deep',
  rootFields: 'has more than % root fields',
  fields: 'has more than % fields, with fragments expanded',
  aliases: 'has more than % aliases, with fragments expanded',
  directives: 'has more than % directives, with fragments expanded',
};

/** Names the limit in the message and in the extensions of the error. */
export function documentTooLarge(limit: DocumentLimit): DomainError {
  const limitMax = documentLimits[limit];
  return new DomainError({
    code: 'BAD_USER_INPUT',
    reason: 'DOCUMENT_TOO_LARGE',
    message: `The document ${limitDescriptions[limit].replace('%', String(limitMax))}.`,
    suggestedFix: 'Split it into several smaller documents.',
    details: { limit, limitMax },
  });
}
