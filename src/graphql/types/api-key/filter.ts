import type { ArgBuilder } from '@pothos/core';
import type { builder } from '../../builder.ts';

type ArgumentBuilder = ArgBuilder<typeof builder.$inferSchemaTypes>;

/** The filters of a list of keys. */
export const keyFilterArgs = (arg: ArgumentBuilder) => ({
  enabled: arg.boolean({ description: 'True: enabled keys only. False: disabled keys only. Null: all.' }),
  unusedSince: arg({
    type: 'DateTime',
    description:
      'Returns only keys that were issued before this time and not used since, with any of their secrets. Uses of the last minute may be missing. Null: all.',
  }),
  expiringBefore: arg({
    type: 'DateTime',
    description: 'Returns only keys that expire before this time, expired ones included. Null: all.',
  }),
  hasExpiry: arg.boolean({
    description: 'True: only keys with an `expiresAt`. False: only keys without one. Null: all.',
  }),
  hasScopes: arg.boolean({
    description: 'True: only keys that are limited to scopes. False: only keys that are not. Null: all.',
  }),
});
