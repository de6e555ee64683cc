import type { ObjectRef } from '@pothos/core';
import { lastUseOfKey } from '../../domain/api-key/find.ts';
import type { KeyScope } from '../../domain/core/permissions.ts';
import type { AuthRole } from '../../domain/core/roles.ts';
import {
  type Blocker,
  type Deletion,
  type DeletionPreview,
  examplesOf,
  type Removal,
} from '../../domain/deletion-preview/preview.ts';
import { irreversibleEffects, keptTypes, removedTypes } from '../../domain/deletion-preview/types.ts';
import { type StoppedKey, stoppedKeys } from '../../domain/usage/stopped-keys.ts';
import { builder } from '../builder.ts';
import { ErrorReasonRef } from '../errors.ts';
import { ApiKeyRef } from '../refs.ts';

const valuesOf = <Name extends string>(descriptions: Readonly<Record<Name, string>>) =>
  Object.fromEntries(
    Object.entries<string>(descriptions).map(([name, description]) => [name, { description }]),
  ) as Record<Name, { description: string }>;

const RemovedTypeEnum = builder.enumType('RemovedType', {
  description: 'The types of rows that deletions remove.',
  values: Object.fromEntries(
    Object.entries(removedTypes).map(([name, { scope, description }]) => [
      name,
      {
        description: scope
          ? `${description} A key that is limited to scopes needs \`${scope}\`.`
          : description,
      },
    ]),
  ),
});

const KeptTypeEnum = builder.enumType('KeptType', {
  description: 'What a deletion keeps although it concerns the deleted object.',
  values: valuesOf(keptTypes),
});

const IrreversibleEffectEnum = builder.enumType('IrreversibleEffect', {
  description: 'Effects of a deletion that no later operation reverses.',
  values: valuesOf(irreversibleEffects),
});

const ExampleRef = builder.objectRef<Removal['examples'][number]>('DeletionPreviewExample').implement({
  description: 'One of the rows that a deletion would remove.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'The id of the row, for `node(id)`.' }),
    name: t.exposeString('name', {
      description:
        'What identifies the row for people: its name, or a slug, a URL, an event type, the alias or the user of a connected account, the user of a session.',
    }),
  }),
});

const RemovalRef = builder.objectRef<Removal>('DeletionPreviewRemoval').implement({
  description: 'The rows of one type that a deletion would remove.',
  fields: (t) => ({
    type: t.expose('type', { type: RemovedTypeEnum, description: 'What the rows are.' }),
    count: t.int({
      description: 'The number of rows: exact up to 10,000.',
      resolve: ({ count }) => Math.min(count, INT_MAX),
    }),
    isEstimate: t.exposeBoolean('isEstimate', {
      description:
        'Whether the count is an estimate by the statistics of the database, which may be off by a multiple: there are more than 10,000 rows.',
    }),
    newest: t.expose('newest', {
      type: 'DateTime',
      nullable: true,
      description:
        'When the newest row was created; for tool calls, the time of the latest call. Null: the type has no such time.',
    }),
    examples: t.field({
      type: [ExampleRef],
      description: 'The newest rows. Empty for types whose rows have no id.',
      args: {
        first: t.arg.int({ defaultValue: 3, description: 'Number of rows, 1 to 10. Null: 3.' }),
      },
      resolve: (removal, { first }) => examplesOf(removal, first),
    }),
  }),
});

const INT_MAX = 2 ** 31 - 1;

const StopRef = builder.objectRef<StoppedKey>('DeletionPreviewKey').implement({
  description: 'A key that is accepted now, and would be rejected as of the response of the deletion.',
  fields: (t) => ({
    apiKey: t.expose('apiKey', { type: ApiKeyRef, scope: 'config:read', description: 'The key.' }),
    lastUsedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'As `ApiKey.lastUsedAt`. Null: never.',
      resolve: ({ apiKey }, _args, { context }) => lastUseOfKey(context, apiKey),
    }),
    callsLast7Days: t.expose('callsLast7Days', {
      type: 'BigInt',
      nullable: true,
      description:
        'Tool calls of the last 7 days that were recorded with the key. Null: the key of the request may not read usage (`usage:read`).',
    }),
  }),
});

const BlockerRef = builder.objectRef<Blocker>('DeletionPreviewBlocker').implement({
  description: 'An error that the deletion would fail with now.',
  fields: (t) => ({
    reason: t.expose('reason', { type: ErrorReasonRef, description: 'The reason of the error.' }),
    suggestedFix: t.exposeString('suggestedFix', { description: 'What makes the deletion possible.' }),
  }),
});

export const DeletionPreviewRef = builder.objectRef<DeletionPreview>('DeletionPreview').implement({
  description:
    'What the deletion of an object would do now. Counts contain only what the key of the request may read.',
  fields: (t) => ({
    removes: t.expose('removes', {
      type: [RemovalRef],
      description: 'Rows that belong to the object, by type. Types without rows are omitted.',
    }),
    withheld: t.expose('withheld', {
      type: [RemovedTypeEnum],
      description:
        'Types that the key of the request may not read. They are not counted in `removes`, whether or not there are any.',
    }),
    stops: t.field({
      type: [StopRef],
      scope: 'config:read',
      description:
        'Keys that would be rejected, oldest first. Keys that are disabled or expired are omitted.',
      resolve: (preview, _args, { context }) => stoppedKeys(context, preview),
    }),
    keeps: t.expose('keeps', { type: [KeptTypeEnum], description: 'What remains after the deletion.' }),
    irreversible: t.expose('irreversible', {
      type: [IrreversibleEffectEnum],
      description: 'What cannot be reversed.',
    }),
    restorableDays: t.exposeInt('restorableDays', {
      description:
        'For how many days after the deletion `restoreProject` returns the object with everything in it, except what `irreversible` lists. 0: the deletion is permanent.',
    }),
    blockers: t.field({
      type: [BlockerRef],
      description:
        'Errors that the deletion would fail with, except those of missing permissions. Empty: it would succeed. Errors that would reveal rows of a withheld type are omitted.',
      resolve: ({ blockers }) => blockers(),
    }),
    fingerprint: t.exposeString('fingerprint', {
      description:
        'Identifies the configuration of the object and of what its deletion removes, including withheld types. Sent as `expectedFingerprint`, it makes the deletion fail with CHANGED_SINCE_PREVIEW if that has changed. Not changed by mere use: last uses, sessions, tool calls, deliveries, usage, credentials that are refreshed. Of a type with more than 10,000 rows, it includes the newest 10,001. Opaque.',
    }),
    estimatedPurgeSeconds: t.exposeInt('estimatedPurgeSeconds', {
      description:
        'Estimated time until a worker has removed the rows, of which nothing can be read as of the response of the deletion. 0: the deletion itself removes them. Without withheld types and other purges.',
    }),
  }),
});

type Previewed = { readonly auth: readonly AuthRole[]; readonly scope: KeyScope; readonly mutation: string };

/** Adds `deletionPreview` to the type of an object: what `mutation` would do. `auth`: the keys that may call it. */
export function defineDeletionPreview<Row>(
  type: ObjectRef<typeof builder.$inferSchemaTypes, Row>,
  { preview }: Deletion<Row>,
  { auth, scope, mutation }: Previewed,
) {
  builder.objectField(type, 'deletionPreview', (t) =>
    t.field({
      type: DeletionPreviewRef,
      auth,
      scope,
      description: describePreview(mutation),
      resolve: (row, _args, { context }) => preview(context, row as Row),
    }),
  );
}

/** Describes the field. */
export const describePreview = (mutation: string) =>
  `What \`${mutation}\` would remove, stop and keep now. Changes nothing. Costs 10 points.`;

/** Describes the input field of a deletion. */
export const EXPECTED_FINGERPRINT =
  '`DeletionPreview.fingerprint`: CHANGED_SINCE_PREVIEW if what the deletion removes has changed since. Absent or null: not compared.';
