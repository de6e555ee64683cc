import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { plainText } from '../../lib/text.ts';
import { allFaults, DomainError, invalidValue } from './errors.ts';
import { type IdPrefix, idPrefix } from './request-context.ts';

/** Maximum number of errors returned for one input.
 *  @limit requests: invalid fields in one response */
const FAULTS_MAX = 20;

/** Parses an input by its schema. Throws one BAD_USER_INPUT for all invalid fields, each with the first rule that it
 *  violates. `more` has errors that a schema cannot express, such as those that depend on the time. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  more: readonly (DomainError | null)[] = NO_FAULTS,
): z.output<Schema> {
  const result = schema.safeParse(input, { error: errorText });
  if (result.success && more.length === 0) return result.data;
  const errorsByField = new Map<string | undefined, DomainError>();
  for (const fault of [...(result.error?.issues.map(faultOf) ?? []), ...more]) {
    if (fault && !errorsByField.has(fault.field) && errorsByField.size < FAULTS_MAX)
      errorsByField.set(fault.field, fault);
  }
  const [first, ...others] = errorsByField.values();
  if (first) throw allFaults([first, ...others]);
  if (result.success) return result.data;
  throw invalidValue('input', 'input is not valid.');
}

const NO_FAULTS: readonly DomainError[] = [];

function faultOf({ path, message, ...issue }: z.core.$ZodIssue): DomainError {
  const field = path.join('.') || 'input';
  const error = invalidValue(field, `${field} ${message}.`);
  const params = issue.code === 'custom' ? issue.params : undefined;
  return params ? new DomainError({ ...error, message: error.message, ...params }) : error;
}

/** The message for a value of the wrong type, where the schema has no message of its own. */
function errorText(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type')
    return `must be of type ${issue.expected === 'record' ? 'object' : issue.expected}`;
  if (issue.code === 'invalid_value') return `must be one of: ${issue.values.join(', ')}`;
  return undefined;
}

/** An object of named values. Rejects unknown names, which may be typing errors. */
export function strictInput<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: ({ code, keys }) => (code === 'unrecognized_keys' ? `does not have ${keys}` : undefined),
  });
}

const URL_CHARACTERS_MAX = 2048;

/** A URL of limited length without credentials. */
export const storableUrl = z
  .instanceof(URL, { error: 'must be a URL' })
  .refine(
    ({ href }) => href.length <= URL_CHARACTERS_MAX,
    `must have at most ${URL_CHARACTERS_MAX} characters`,
  )
  .refine(
    ({ username, password }) => username === '' && password === '',
    'must not contain a user name or password',
  );

/** A machine-readable name: stored and compared in lower case. */
const slug = (pattern: RegExp, rule: string) =>
  z
    .string({ error: 'cannot be null' })
    .transform((text) => text.toLowerCase())
    .pipe(z.string().regex(pattern, rule));

/** The name of a toolkit, such as `github`. */
export const toolkitSlug = slug(
  /^[a-z0-9_-]{1,64}$/,
  'must have 1 to 64 characters out of a-z, 0-9, _ and -',
);

/** The slug of a tool of a toolkit, such as `github_create_issue`, or of a kind of event. */
export const slugInToolkit = slug(
  /^[a-z0-9_.-]{1,128}$/,
  'must have 1 to 128 characters out of a-z, 0-9, _, - and .',
);

/** An id with this prefix. Any other text becomes the empty string, which matches no id. */
export function idOf(prefix: IdPrefix) {
  return z.string().transform((id) => (idPrefix(id) === prefix ? id : ''));
}

const FIRST_INSTANT = new Date('0001-01-01T00:00:00Z');
const LAST_INSTANT = new Date('9999-12-31T23:59:59.999Z');

/** Returns whether PostgreSQL and JSON format the instant alike: years of four digits. */
const isStorableInstant = (instant: Date) => instant >= FIRST_INSTANT && instant <= LAST_INSTANT;

export const instantInput = z
  .date({ error: 'must be a time' })
  .refine(isStorableInstant, 'must be in the years 1 to 9999 UTC');

/** @limit requests: values of a filter */
const FILTER_VALUES_MAX = 100;

/** A list filter that accepts any of several values. Null: no filter. */
export function anyOf<Value extends z.ZodType>(value: Value) {
  return orUndefined(z.array(value).max(FILTER_VALUES_MAX, `must have at most ${FILTER_VALUES_MAX} entries`));
}

/** A list filter. Null and absent: no filter. */
export function orUndefined<Value extends z.ZodType>(value: Value) {
  return value.nullish().transform((input) => input ?? null);
}

/** The search of a list, as `containsText` matches it. Null, absent and empty: no filter. */
export const searchText = z
  .string()
  .nullish()
  .transform((text) => text || null)
  .pipe(plainText(100).nullable());

type Change = { readonly before: unknown; readonly after: unknown };

/** Returns the fields that an update changes: those that are present and differ. Absent fields stay unchanged. */
export function changedFields<Input extends object>(
  before: { readonly [Field in keyof Input]?: unknown },
  input: Input,
): { readonly [Field in keyof Input]?: Change } {
  const present = Object.entries(input).filter(([, after]) => after !== undefined);
  const previous: Record<string, unknown> = { ...before };
  const changes = present
    .filter(([field, after]) => !isDeepStrictEqual(previous[field], after))
    .map(([field, after]) => [field, { before: previous[field], after }]);
  return Object.fromEntries(changes);
}

/** Describes a change of values that may be secret or large: the names before and after, and which of them were set or
 *  removed. Null: nothing changed. */
export function changedNames<Values extends object>(before: Values, after: Values) {
  const [previous, next] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const set = [...next.keys()].filter((name) => !isDeepStrictEqual(previous.get(name), next.get(name)));
  const removed = [...previous.keys()].filter((name) => !next.has(name));
  if (set.length + removed.length === 0) return null;
  return { before: [...previous.keys()], after: [...next.keys()], set, removed };
}
