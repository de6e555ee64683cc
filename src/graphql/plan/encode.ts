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

/** A field of a computed object: null for `__typename`. */
export type ComputedPart = { readonly key: string; readonly field: AnyField | null };

type Computed = Extract<PlannedField, { readonly kind: 'computed' }>;

/** Returns the function that computes a field from columns, in their order, and serializes it. `parts`: the fields that a request
 *  selects of an object. */
export function computeField(
  field: AnyField,
  { reads, compute }: Computed,
  parts: readonly ComputedPart[],
): Compute {
  const columns = Object.entries(reads);
  return {
    shrinks: columns.some(([, passing]) => passing === 'bytes'),
    toJson: (values, context) => {
      const row = Object.fromEntries(
        columns.map(([property, passing], index) => [property, received(passing, values[index])]),
      );
      return JSON.stringify(serialize(field.type, compute(row as never, context), parts));
    },
  };
}

function received(passing: 'json' | 'instant' | 'bytes', value: unknown): unknown {
  if (value === null || passing === 'json') return value;
  return passing === 'instant' ? new Date(Number(value)) : Buffer.from(String(value), 'base64');
}

/** Serializes a value like the executor. Throws where it has an error. */
function serialize(type: GraphQLOutputType, value: unknown, parts: readonly ComputedPart[]): unknown {
  if (value === null || value === undefined) {
    if (isNonNullType(type)) throw new Error('A computed field is null.');
    return null;
  }
  const nullable = getNullableType(type);
  if (isListType(nullable))
    return [...(value as Iterable<unknown>)].map((one) => serialize(nullable.ofType, one, parts));
  if (isLeafType(nullable)) return nullable.serialize(value);
  const members = parts.map(({ key, field }) => [
    key,
    field === null ? getNamedType(type).name : serialize(field.type, resolved(field, value), []),
  ]);
  return Object.fromEntries(members);
}

/** The fields of computed objects are resolved from the object alone. */
const resolved = (field: AnyField, source: unknown): unknown =>
  field.resolve
    ? field.resolve(source, {}, undefined, undefined as never)
    : (source as { readonly [name: string]: unknown })[field.name];
