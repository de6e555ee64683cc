import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { sha256 } from '../lib/sha256.ts';
import { fieldNames } from './field-names.ts';
import { fragmentsOf } from './plan/collect-fields.ts';

/** The parts of a document that logs, metrics and traces may contain: names only, no values. */
export type OperationInfo = {
  /** Null: the document was rejected before execution. */
  readonly type: 'query' | 'mutation' | 'subscription' | null;
  /** The operation name: letters, digits and underscores, truncated. Null: the operation is anonymous. */
  readonly name: string | null;
  /** The selected root field of the schema, or `several`, which bounds the number of values. Null: as for the type. */
  readonly field: string | null;
  /** The first characters of the SHA-256 of the document. */
  readonly hash: string;
};

const NAME_LENGTH_MAX = 100;
const HASH_LENGTH = 16;

const hashOf = (text: string) => sha256(text).toString('hex').slice(0, HASH_LENGTH);

/** Describes a document that has not been validated. */
export function documentInfo(text: string): OperationInfo {
  return { type: null, name: null, field: null, hash: hashOf(text) };
}

/** Describes a valid document, whose fields are therefore fields of the schema. */
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
