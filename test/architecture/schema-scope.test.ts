import SchemaBuilder from '@pothos/core';
import { expect, test } from 'vitest';
import { authorizationPlugin } from '../../src/graphql/plugins/authorization.ts';

/** A schema whose only field is for organization keys. */
function schemaWith(options: { readonly scope?: null }) {
  // Only the options that the plugin reads.
  const builder = new SchemaBuilder<object>({ plugins: [authorizationPlugin] } as never);
  builder.queryType({
    fields: (t) => ({
      unscoped: t.string({ auth: ['ORGANIZATION'], resolve: () => 'all', ...options } as never),
    }),
  });
  return builder.toSchema();
}

test('the schema does not build with a field for organization keys that names no scope', () => {
  const message = 'Query.unscoped must declare which scope a limited key needs';
  expect(() => schemaWith({})).toThrow(message);
  expect(() => schemaWith({ scope: null })).toThrow(message);
});
