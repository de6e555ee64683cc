import { z } from 'zod';
import { type AuthorizedTransaction, runStatement } from '../../postgres/database.ts';
import type { ApiKeyRow } from '../../repositories/api-key/read.ts';
import type { RemovedType } from '../../repositories/deletion-preview/rows.ts';
import {
  COUNT_MAX,
  type CountRow,
  type DeletedRows,
  type DeletionArguments,
  EXAMPLES_MAX,
  plannedRowCount,
  SUBJECT,
} from '../../repositories/deletion-preview/statement.ts';
import type { Actor } from '../core/actor.ts';
import type { ErrorReason } from '../core/error-reasons.ts';
import { DomainError } from '../core/errors.ts';
import { hasScope } from '../core/permissions.ts';
import type { RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import { parseInput } from '../core/validation.ts';
import { secondsOfPurge } from '../purge/estimate.ts';
import { type IrreversibleEffect, type KeptType, removedTypes } from './types.ts';

type Subject = { readonly organizationId: string; readonly id: string };

/** The input of deletions: the fingerprint of a preview. Absent and null: the deletion is not compared with a preview. */
export const fingerprintInput = z.string().nullish();

/** What the deletion of one kind of object means. */
type DeletionDefinition<Row extends Subject, Type extends RemovedType> = {
  readonly rows: DeletedRows<Type>;
  readonly projectIdOf: (row: Row) => string | null;
  readonly keeps: readonly KeptType[];
  readonly irreversible: readonly IrreversibleEffect[];
  /** The errors that the deletion would throw now, as far as the caller may know their causes. */
  readonly blockers: (context: RequestContext, row: Row) => Promise<readonly DomainError[]>;
  /** The keys that are deleted. */
  readonly keys: (context: RequestContext, row: Row) => Promise<readonly ApiKeyRow[]>;
  /** Where a batch of a purge has another size than `ROWS_MAX`. */
  readonly rowsPerStep?: { readonly [Removed in Type]?: number };
  readonly notFound: () => DomainError;
  /** For how many days the deletion can be reversed. Absent: it cannot. */
  readonly restorableDays?: (context: RequestContext) => number;
};

export type Removal = Pick<CountRow<RemovedType>, 'count' | 'newest' | 'examples'> & {
  readonly type: RemovedType;
  readonly isEstimate: boolean;
};

/** An error that a deletion would throw. Not an error itself, since it is a part of the response. */
export type Blocker = { readonly reason: ErrorReason; readonly suggestedFix: string };

const asBlocker = ({ reason, suggestedFix, message }: DomainError): Blocker => ({
  reason,
  suggestedFix: suggestedFix ?? message,
});

export type DeletionPreview = {
  /** The owner of the keys. */
  readonly organizationId: string;
  readonly projectId: string | null;
  /** Types that have rows and that the caller may read. */
  readonly removes: readonly Removal[];
  /** Types that the caller may not read, whether or not they have rows. */
  readonly withheld: readonly RemovedType[];
  readonly keeps: readonly KeptType[];
  readonly irreversible: readonly IrreversibleEffect[];
  /** 0: the deletion cannot be reversed. */
  readonly restorableDays: number;
  readonly fingerprint: string;
  readonly estimatedPurgeSeconds: number;
  readonly blockers: () => Promise<readonly Blocker[]>;
  /** Keys that are accepted now and that the deletion stops. */
  readonly stops: () => Promise<readonly ApiKeyRow[]>;
};

/** Defines the preview of the deletion of one kind of object, and the check that it still holds.
 *  `preview` throws NOT_FOUND for a row that was deleted concurrently. `requireUnchanged` is called by the deletion, after
 *  its locks and before it deletes: it throws CONFLICT unless the fingerprint is that of the present configuration. */
export function defineDeletion<Row extends Subject, Type extends RemovedType>(
  definition: DeletionDefinition<Row, Type>,
) {
  const { rows, keeps, irreversible, projectIdOf } = definition;
  return {
    preview: async (context: RequestContext, row: Row): Promise<DeletionPreview> => {
      const readable = rows.types.filter((type) => mayRead(context.actor, type));
      const args = argumentsOf(context, definition, row, [...readable, ...rows.configuredTypes]);
      const counts = await context.db.read(rows.count, args);
      if (!counts.some(({ type, count }) => type === SUBJECT && count > 0)) throw definition.notFound();
      const counted = counts.filter(isOneOf(readable)).filter(({ count }) => count > 0);
      const removes = await Promise.all(counted.map((found) => removalOf(context, rows, args, found)));
      return {
        organizationId: row.organizationId,
        projectId: projectIdOf(row),
        removes,
        withheld: rows.types.filter((type) => !readable.includes(type)),
        keeps,
        irreversible,
        restorableDays: definition.restorableDays?.(context) ?? 0,
        fingerprint: fingerprintOf(context, rows, row, counts),
        estimatedPurgeSeconds: secondsOfPurge(removes, definition.rowsPerStep ?? {}),
        blockers: async () => (await definition.blockers(context, row)).map(asBlocker),
        stops: async () => (await definition.keys(context, row)).filter(isAcceptedAt(context.startedAt)),
      };
    },
    requireUnchanged: async (
      tx: AuthorizedTransaction,
      context: RequestContext,
      row: Row,
      expectedFingerprint: string | null | undefined,
    ): Promise<void> => {
      if (expectedFingerprint == null) return;
      const args = argumentsOf(context, definition, row, rows.configuredTypes);
      const counts = await runStatement(tx, rows.count, args);
      if (fingerprintOf(context, rows, row, counts) !== expectedFingerprint) throw changedSincePreview();
    },
  };
}

export type Deletion<Row> = {
  readonly preview: (context: RequestContext, row: Row) => Promise<DeletionPreview>;
};

const EXAMPLES_DEFAULT = 3;

const examplesInput = z.object({
  first: z.int().min(1, 'must be at least 1').max(EXAMPLES_MAX, `must be at most ${EXAMPLES_MAX}`).nullish(),
});

/** Returns the newest rows of a type. Throws BAD_USER_INPUT for an invalid number. */
export function examplesOf({ examples }: Removal, first: number | null | undefined): Removal['examples'] {
  return examples.slice(0, parseInput(examplesInput, { first }).first ?? EXAMPLES_DEFAULT);
}

function mayRead(actor: Actor, type: RemovedType): boolean {
  const { scope } = removedTypes[type];
  return scope === null || hasScope(actor, scope);
}

const isOneOf =
  <Type extends string>(types: readonly Type[]) =>
  (row: CountRow<Type>): row is CountRow<Type> & { readonly type: Type } =>
    types.some((type) => type === row.type);

const isAcceptedAt =
  (instant: Date) =>
  ({ enabled, expiresAt }: ApiKeyRow) =>
    enabled && !(expiresAt && expiresAt <= instant);

function argumentsOf<Row extends Subject>(
  context: RequestContext,
  { projectIdOf }: Pick<DeletionDefinition<Row, never>, 'projectIdOf'>,
  row: Row,
  types: readonly string[],
): DeletionArguments {
  return {
    ...visibleProjects(context.actor, row.organizationId),
    projectId: projectIdOf(row),
    subjectId: row.id,
    types: [SUBJECT, ...types],
    now: context.startedAt,
  };
}

async function removalOf<Type extends RemovedType>(
  context: RequestContext,
  { estimates }: DeletedRows<Type>,
  args: DeletionArguments,
  { type, count, newest, examples }: CountRow<Type> & { readonly type: Type },
): Promise<Removal> {
  const estimate = count > COUNT_MAX ? estimates.get(type) : undefined;
  if (!estimate) return { type, count, isEstimate: false, newest, examples };
  const expected = plannedRowCount(await context.db.read(estimate, args));
  return { type, count: Math.max(count, expected), isEstimate: true, newest, examples };
}

/** Keyed, so that the fingerprint reveals no count that the caller may not read. */
function fingerprintOf(
  { encryption }: RequestContext,
  { configuredTypes }: DeletedRows<RemovedType>,
  { organizationId, id }: Subject,
  counts: readonly CountRow<RemovedType>[],
): string {
  const byType = new Map<string, string>(counts.map(({ type, configuration }) => [type, configuration]));
  const configurations = [SUBJECT, ...configuredTypes].map((type) => [type, byType.get(type)]);
  return encryption.digest(JSON.stringify([organizationId, id, configurations]));
}

function changedSincePreview(): DomainError {
  return new DomainError({
    code: 'CONFLICT',
    reason: 'CHANGED_SINCE_PREVIEW',
    field: 'expectedFingerprint',
    message: 'The object, or what its deletion removes, has changed since the preview. Nothing was deleted.',
    suggestedFix: 'Read deletionPreview again, and send its fingerprint if the deletion is still wanted.',
  });
}
