import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { allFaults, DomainError, invalidValue } from './errors.ts';
import { type IdPrefix, idPrefix } from './request-context.ts';

/** So many faults of one input are told at once. */
const FAULTS_MAX = 20;

/** The input as its schema makes it. Throws BAD_USER_INPUT for all fields that break a rule at once, each with the first rule
 *  that it breaks. `more` has the faults that no schema can tell, such as those that depend on the time. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  more: readonly (DomainError | null)[] = NO_FAULTS,
): z.output<Schema> {
  const result = schema.safeParse(input, { error: errorText });
  if (result.success && more.length === 0) return result.data;
  const known = new Map<string | undefined, DomainError>();
  for (const fault of [...(result.error?.issues.map(faultOf) ?? []), ...more]) {
    if (fault && !known.has(fault.field) && known.size < FAULTS_MAX) known.set(fault.field, fault);
  }
  const [first, ...others] = known.values();
  if (first) throw allFaults([first, ...others]);
  if (result.success) return result.data;
  throw invalidValue('input', 'input is not valid.');
}

const NO_FAULTS: readonly DomainError[] = [];

function faultOf({ path, message, ...issue }: z.core.$ZodIssue): DomainError {
  const field = path.join('.') || 'input';
  const told = invalidValue(field, `${field} ${message}.`);
  const params = issue.code === 'custom' ? issue.params : undefined;
  return params ? new DomainError({ ...told, message: told.message, ...params }) : told;
}

/** What is wrong with a value of the wrong kind, where a schema does not say it in words of its own. */
function errorText(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type')
    return `must be of type ${issue.expected === 'record' ? 'object' : issue.expected}`;
  if (issue.code === 'invalid_value') return `must be one of: ${issue.values.join(', ')}`;
  return undefined;
}

/** Values by their names. One that is not known is refused: it may be a mistyped one. */
export function strictInput<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: ({ code, keys }) => (code === 'unrecognized_keys' ? `does not have ${keys}` : undefined),
  });
}

/** Text for people: any language, no control characters, nothing that cannot be stored as UTF-8. */
export function plainText(charactersMax: number) {
  return z
    .string({ error: 'cannot be null' })
    .min(1, 'cannot be empty')
    .refine((text) => [...text].length <= charactersMax, `must have at most ${charactersMax} characters`)
    .refine((text) => text.isWellFormed(), 'must be well-formed Unicode')
    .refine((text) => !/\p{Cc}/u.test(text), 'must not contain control characters');
}

/** Sequences such as a family or a flag, whose parts are joined by characters that show nothing. */
const emoji = /\p{RGI_Emoji}/gv;

/** Characters that show nothing: joiners, marks of direction, fillers, the blank of Braille. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u{2800}\u{fff9}-\u{fffb}\u{1d159}]/gu;

/** A name for people to read, in one form: composed (NFC), and with plain single spaces between its words, as RFC 8266 has it.
 *  Two of them that look the same are not kept apart by what cannot be seen: that is refused, save inside of emoji. */
export function label(charactersMax: number) {
  const visible = (text: string) => text.replace(emoji, 'x').replace(invisible, '');
  return z
    .string({ error: 'cannot be null' })
    .transform((text) =>
      text
        .normalize('NFC')
        .replace(/\p{Zs}+/gu, ' ')
        .replace(/^ | $/g, ''),
    )
    .pipe(
      plainText(charactersMax)
        .refine((text) => visible(text).trim() !== '', 'cannot be blank')
        .refine(
          (text) => visible(text) === text.replace(emoji, 'x'),
          'must not contain characters that cannot be seen, such as U+200B',
        ),
    );
}

const URL_CHARACTERS_MAX = 2048;

/** A URL that can be stored and shown. */
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

/** A name for programs: stored and compared in lower case. */
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

/** The name of what a toolkit has: a tool, such as `github_create_issue`, or a kind of event. */
export const slugInToolkit = slug(
  /^[a-z0-9_.-]{1,128}$/,
  'must have 1 to 128 characters out of a-z, 0-9, _, - and .',
);

/** An id of one kind. Any other text names nothing, and becomes what no id is. */
export function idOf(prefix: IdPrefix) {
  return z.string().transform((id) => (idPrefix(id) === prefix ? id : ''));
}

const FIRST_INSTANT = new Date('0001-01-01T00:00:00Z');
const LAST_INSTANT = new Date('9999-12-31T23:59:59.999Z');

/** Whether PostgreSQL and JSON have one and the same form for an instant: years of four digits. */
const isStorableInstant = (instant: Date) => instant >= FIRST_INSTANT && instant <= LAST_INSTANT;

export const instantInput = z
  .date({ error: 'must be a time' })
  .refine(isStorableInstant, 'must be of the years 1 to 9999 in UTC');

const FILTER_VALUES_MAX = 100;

/** The values that a filter of a list lets through. Null: all. */
export function anyOf<Value extends z.ZodType>(value: Value) {
  return orUndefined(z.array(value).max(FILTER_VALUES_MAX, `must have at most ${FILTER_VALUES_MAX} entries`));
}

/** What a filter of a list asks for. Null: nothing, so that all are let through. */
export function orUndefined<Value extends z.ZodType>(value: Value) {
  return value.nullish().transform((given) => given ?? null);
}

type Change = { readonly before: unknown; readonly after: unknown };

/** What an update really changes: fields that are given and differ. Absent means leave alone. */
export function changedFields<Input extends object>(
  before: { readonly [Field in keyof Input]?: unknown },
  input: Input,
): { readonly [Field in keyof Input]?: Change } {
  const given = Object.entries(input).filter(([, after]) => after !== undefined);
  const previous: Record<string, unknown> = { ...before };
  const changes = given
    .filter(([field, after]) => !isDeepStrictEqual(previous[field], after))
    .map(([field, after]) => [field, { before: previous[field], after }]);
  return Object.fromEntries(changes);
}

/** What an entry may say of a change of values that may be secret or large: which names there were and are, and which of them
 *  got another value. Null: nothing changes. */
export function changedNames<Values extends object>(before: Values, after: Values) {
  const [previous, next] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const set = [...next.keys()].filter((name) => !isDeepStrictEqual(previous.get(name), next.get(name)));
  const removed = [...previous.keys()].filter((name) => !next.has(name));
  if (set.length + removed.length === 0) return null;
  return { before: [...previous.keys()], after: [...next.keys()], set, removed };
}
