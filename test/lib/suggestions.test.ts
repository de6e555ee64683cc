import { GraphQLError } from 'graphql';
import { describe, expect, test } from 'vitest';
import { invalidValue } from '../../src/domain/core/errors.ts';
import { presentErrors } from '../../src/graphql/errors.ts';

const unknownField = () =>
  new GraphQLError('Cannot query field "viewr" on type "Query". Did you mean "viewer"?');
const unknownValue = () => {
  const cause = invalidValue('status', 'Unknown status "ACTVE". Did you mean "ACTIVE"?');
  return new GraphQLError(cause.message, { path: ['closeSession'], originalError: cause });
};

/** The messages of errors as both GraphQL pipelines send them: Yoga and the fast path. */
function messagesOf(errors: readonly GraphQLError[], introspects: boolean) {
  const reportError = (error: unknown) => expect.fail(String(error));
  return presentErrors(
    { data: { closeSession: null }, errors },
    { requestId: 'r', reportError, introspects },
  ).map(({ message }) => message);
}

describe('presentErrors', () => {
  test('removes suggestions from every error when introspection is off', () => {
    expect(messagesOf([unknownField(), unknownValue()], false)).toEqual([
      'Cannot query field "viewr" on type "Query".',
      'Unknown status "ACTVE".',
    ]);
  });

  test('keeps suggestions when introspection is on', () => {
    const errors = [unknownField(), unknownValue()];
    expect(messagesOf(errors, true)).toEqual(errors.map(({ message }) => message));
  });
});
