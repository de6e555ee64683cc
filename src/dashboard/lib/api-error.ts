import type { CombinedError } from 'urql';
import { uiText } from '../ui/text.ts';

/** One entry of `errors`. */
export type Problem = {
  readonly message: string;
  readonly code: string;
  readonly reason: string | null;
  /** The input field. Null: the problem concerns no field. */
  readonly field: string | null;
  readonly suggestedFix: string | null;
  readonly requestId: string | null;
};

/** Why an operation failed. */
export type ApiError = {
  readonly problems: readonly [Problem, ...Problem[]];
};

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);

/** Converts an error of urql. */
export function readError({ graphQLErrors, networkError, message }: CombinedError): ApiError {
  const [first, ...others] = graphQLErrors.map(({ message: text, extensions }) => ({
    message: text,
    code: textOf(extensions.code) ?? 'INTERNAL_SERVER_ERROR',
    reason: textOf(extensions.reason),
    field: textOf(extensions.field),
    suggestedFix: textOf(extensions.suggestedFix),
    requestId: textOf(extensions.requestId),
  }));
  if (first) return { problems: [first, ...others] };
  const unknown = { reason: null, field: null, suggestedFix: null, requestId: null };
  return { problems: [{ ...unknown, message: networkError?.message ?? message, code: 'NETWORK' }] };
}

/** Returns the messages for the input fields of a form, by field. */
export const fieldMessages = (error: ApiError | null): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (error?.problems ?? []).flatMap(({ field, message }) => (field === null ? [] : [[field, message]])),
  );

/** Returns the problems that no field of a form shows. */
export const otherProblems = (error: ApiError | null, fields: readonly string[]): readonly Problem[] =>
  (error?.problems ?? []).filter(({ field }) => field === null || !fields.includes(field));

/** Returns the messages for the fields of a form that changed on the server meanwhile, by field. */
export const changedMeanwhile = (values: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, uiText.meanwhile(value ?? '')]));
