import {
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from '../../domain/core/pagination.ts';
import { keyScopes } from '../../domain/core/permissions.ts';

/** The variables of a request before type coercion. */
export type Variables = { readonly [name: string]: unknown };

/** The number of occurrences of an object. A function where variables decide. */
export type Size = number | ((variables: Variables) => number);

// All weights of the cost calculation. A cost counts objects: rows, edges, pages and payloads alike.

/** Objects per point. */
export const OBJECTS_PER_POINT = 100;

/** An object counts once more for each so many fields selected of it, which bounds its size despite aliases. */
export const FIELDS_PER_OBJECT = 25;

/** Fields with work of their own, in objects. Counting all pages takes about as long as reading a full page. */
export const fieldWeights: Readonly<Record<string, number>> = {
  totalCount: OBJECTS_PER_POINT,
  // Usage: all groups may have to be summed, however few are requested.
  breakdown: 20 * OBJECTS_PER_POINT,
  // Up to 1,000 deliveries, each with its attempts.
  redeliverWebhooks: 10 * OBJECTS_PER_POINT,
  // With the objects in it 10 points: it counts rows of up to 12 types.
  deletionPreview: 9 * OBJECTS_PER_POINT,
  // The base cost; entries that are compared are charged in addition.
  verifyAuditLog: 10 * OBJECTS_PER_POINT,
};

/** Fields whose values are larger than others, in objects: one for each 6 KiB that a value can have. */
export const byteWeights: Readonly<Record<string, number>> = {
  'ToolCallLog.arguments': 10,
  'ToolCallLog.response': 10,
  'ToolCallLog.errorMessage': 2,
  'Trigger.config': 3,
  'WebhookDelivery.payload': 3,
  'AuditLogEntry.changes': 3,
  'AuthConfig.credentials': 1,
  'ConnectedAccount.credentials': 1,
};

/** The cost in objects of a field whose arguments select rows: it takes a statement of its own, however few rows it returns. */
export const OBJECTS_PER_LOOKUP = 10;

/** The root field that the VERIFICATION budget pays for. */
export const VERIFICATION_FIELD = 'verifyApiKey';

/** Objects covered by the point of each verification: the key, its project, the project's config, and the lookup. */
export const OBJECTS_PER_VERIFICATION = 25;

/** Maximum length of each list without a page argument, and the page size of lists with one where it is not the default.
 *  `schema.test.ts` compares this with the schema. */
export const listSizes: Readonly<Record<string, number>> = {
  'ApiKey.secrets': 11,
  'DeletionPreview.blockers': 1,
  'DeletionPreview.removes': 12,
  'DeletionPreview.stops': 100,
  // Without the argument `first`.
  'DeletionPreviewRemoval.examples': 3,
  'Organization.apiKeys': 20,
  'Organization.webhookSubscriptions': 20,
  'Project.apiKeys': 100,
  'Project.webhookSubscriptions': 20,
  'Query.apiKeyScopes': keyScopes.length,
  // The page size is that of the enclosing breakdown.
  'UsageBreakdown.groups': 1,
  'UsageSummary.entities': 2,
  'UsageTimeSeries.points': 1_500,
  // Introspection: approximately the sizes of this schema, as most types have few of everything.
  '__Schema.types': 200,
  '__Schema.directives': 10,
  '__Type.fields': 6,
  '__Type.interfaces': 0.5,
  '__Type.possibleTypes': 0.5,
  '__Type.enumValues': 2,
  '__Type.inputFields': 2,
  '__Type.ofType': 0.5,
  '__Field.args': 1,
  '__Directive.args': 1,
};

/** Lists as long as a list in the input: the path of that list among the arguments. They are the field itself, or below it. */
export const inputSizedLists: Readonly<Record<string, readonly string[]>> = {
  'Query.nodes': ['ids'],
  'Mutation.recordToolCalls': ['input', 'calls'],
  'Mutation.createProjects': ['input', 'projects'],
};

/** Fields that do work for each entry of that list, in objects for each: as much as the mutation for a single one. */
export const entryWeights: Readonly<Record<string, number>> = {
  'Mutation.createProjects': OBJECTS_PER_POINT,
};

export const isPage = (args: readonly { readonly name: string }[]) =>
  args.some(({ name }) => name === 'first' || name === 'last');

/** Page size of a list, capped at the maximum: larger requests are rejected at execution. */
export function pageSizeOf(node: FieldNode, operation: OperationDefinitionNode, place: string): Size {
  const first = valueAt(argumentOf(node, 'first'), [], operation);
  const last = valueAt(argumentOf(node, 'last'), [], operation);
  return combine(
    [first, last],
    ([one, other]) => Math.max(asPageSize(one), asPageSize(other)) || (listSizes[place] ?? PAGE_SIZE_DEFAULT),
  );
}

const asPageSize = (value: unknown) =>
  typeof value === 'number' && value >= 1 ? Math.min(value, PAGE_SIZE_MAX) : 0;

export function inputListSize(
  node: FieldNode,
  path: readonly string[],
  operation: OperationDefinitionNode,
): Size {
  const [name = '', ...rest] = path;
  return combine([valueAt(argumentOf(node, name), rest, operation)], ([list]) => {
    if (list == null) return 0;
    return Array.isArray(list) ? list.length : 1;
  });
}

const argumentOf = (node: FieldNode, name: string) =>
  node.arguments?.find((argument) => argument.name.value === name)?.value;

/** A literal of the document, or a function that reads the value from the variables. */
type ValueSource = { readonly value: unknown } | ((variables: Variables) => unknown);

function combine(sources: readonly ValueSource[], sizeOf: (values: readonly unknown[]) => number): Size {
  if (sources.every((one) => typeof one !== 'function')) return sizeOf(sources.map(({ value }) => value));
  return (variables) =>
    sizeOf(sources.map((one) => (typeof one === 'function' ? one(variables) : one.value)));
}

function valueAt(
  node: ValueNode | undefined,
  path: readonly string[],
  operation: OperationDefinitionNode,
): ValueSource {
  const [step, ...rest] = path;
  if (!node) return { value: undefined };
  if (node.kind === Kind.VARIABLE) return variableAt(node.name.value, path, operation);
  if (step !== undefined) {
    const fields = node.kind === Kind.OBJECT ? node.fields : [];
    return valueAt(fields.find(({ name }) => name.value === step)?.value, rest, operation);
  }
  // Only the length of a list counts, and it may contain variables.
  if (node.kind === Kind.LIST) return { value: Array(node.values.length) };
  return { value: valueFromASTUntyped(node) };
}

function variableAt(
  name: string,
  path: readonly string[],
  { variableDefinitions }: OperationDefinitionNode,
): ValueSource {
  const definition = variableDefinitions?.find(({ variable }) => variable.name.value === name);
  const fallback = definition?.defaultValue && valueFromASTUntyped(definition.defaultValue);
  return (variables) => {
    let value = Object.hasOwn(variables, name) ? variables[name] : fallback;
    for (const step of path) value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    return value;
  };
}

const isObject = (value: unknown): value is Variables => typeof value === 'object' && value !== null;
