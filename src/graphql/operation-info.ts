import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { sha256 } from '../lib/sha256.ts';
import { fragmentsOf } from './fast-path/select-fields.ts';
import { fieldNames } from './field-names.ts';

/** What may be told of a document that was sent: nothing of what is written in it but names. */
export type OperationInfo = {
  /** Null: the document was refused before it could run. */
  readonly type: 'query' | 'mutation' | 'subscription' | null;
  /** As the client chose it: letters, digits and underscores, cut. Null: it has none. */
  readonly name: string | null;
  /** The field of the schema that it asks for, or `several`: there are only so many. Null: as for the type. */
  readonly field: string | null;
  /** The beginning of the SHA-256 of its text. */
  readonly hash: string;
};

const NAME_LENGTH_MAX = 100;
const HASH_LENGTH = 16;

const hashOf = (text: string) => sha256(text).toString('hex').slice(0, HASH_LENGTH);

/** Of a document that nobody has looked into yet. */
export function documentInfo(text: string): OperationInfo {
  return { type: null, name: null, field: null, hash: hashOf(text) };
}

/** Of a valid document, whose fields are therefore those of the schema. */
export function operationInfo(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  text: string,
): OperationInfo {
  const [field = null, ...others] = fieldNames(operation.selectionSet, fragmentsOf(document));
  return {
    type: operation.operation,
    name: operation.name?.value.slice(0, NAME_LENGTH_MAX) ?? null,
    field: others.length > 0 ? 'several' : field,
    hash: hashOf(text),
  };
}
