import {
  type GraphQLField,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { PlannedField } from '../../domain/core/planned.ts';
import type { Compute } from '../../domain/plan/read.ts';
import type { ColumnMember, Encoding } from '../../postgres/plan/selection.ts';

type AnyField = GraphQLField<unknown, unknown>;

const encodingOf: Readonly<Record<string, Encoding>> = {
  ID: 'token',
  String: 'text',
  URL: 'text',
  Scope: 'token',
  Boolean: 'boolean',
  Int: 'integer',
  DateTime: 'instant',
};

/** Returns the property of the row that a field exposes as it is. Undefined: none. */
export function exposedProperty(field: AnyField): string | undefined {
  const { pothosExposedField } = field.extensions as { pothosExposedField?: unknown };
  return typeof pothosExposedField === 'string' ? pothosExposedField : undefined;
}

/** Returns how PostgreSQL encodes a column like the executor. Null: it cannot. */
export function encodeColumn(field: AnyField, property: string): ColumnMember | null {
  const encoding = encodingOfType(field.type);
  return encoding ? { kind: 'column', property, encoding, nullable: !isNonNullType(field.type) } : null;
}

function encodingOfType(type: GraphQLOutputType): Encoding | undefined {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const element = encodingOfType(nullable.ofType);
    return element === 'text' || element === 'token' ? 'list' : undefined;
  }
  if (isEnumType(nullable))
    return nullable.getValues().every(({ name, value }) => name === value) ? 'token' : undefined;
  return encodingOf[getNamedType(type).name];
}

/** Returns the function that computes a field from columns, in their order, and serializes it. Null: its type is not a leaf. */
export function computeField(
  field: AnyField,
  { reads, compute }: Extract<PlannedField, { kind: 'computed' }>,
): Compute | null {
  if (!isLeafType(getNamedType(field.type))) return null;
  const columns = Object.entries(reads);
  return (values, context) => {
    const row = Object.fromEntries(
      columns.map(([property, passing], index) => [property, received(passing, values[index])]),
    );
    return JSON.stringify(serialize(field.type, compute(row as never, context)));
  };
}

function received(passing: 'json' | 'instant' | 'bytes', value: unknown): unknown {
  if (value === null || passing === 'json') return value;
  return passing === 'instant' ? new Date(Number(value)) : Buffer.from(String(value), 'base64');
}

/** Serializes a value of a leaf type, or a list of them, like the executor. Throws where it has an error. */
function serialize(type: GraphQLOutputType, value: unknown): unknown {
  if (value === null || value === undefined) {
    if (isNonNullType(type)) throw new Error('A computed field is null.');
    return null;
  }
  const nullable = getNullableType(type);
  if (isListType(nullable))
    return [...(value as Iterable<unknown>)].map((one) => serialize(nullable.ofType, one));
  if (isLeafType(nullable)) return nullable.serialize(value);
  throw new Error('A computed field is an object.');
}
