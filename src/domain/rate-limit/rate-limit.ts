import { z } from 'zod';
import type { AuthorizedTransaction } from '../../postgres/database.ts';
import { repeatUntilEmpty } from '../../postgres/row-batch.ts';
import type { ApiKeyRow } from '../../repositories/api-key/read.ts';
import { lockProject, type ProjectRow } from '../../repositories/project/project.ts';
import {
  deleteOldRateCounts,
  deleteUselessRateLimits,
  lockOtherGuarantees,
  type RateLimitRow,
  selectRateLimit,
  upsertRateLimit,
} from '../../repositories/rate-limit.ts';
import { inKeyTransaction } from '../api-key/lock.ts';
import { recordAudit } from '../audit-log/record.ts';
import { invalidValue, projectNotFound } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import { parseInput } from '../core/validation.ts';

/** @limit objects: points in `perMinute` of a project or a key */
const PER_MINUTE_MAX = 1_000_000;

const perMinute = z
  .int()
  .min(1, 'must be at least 1')
  .max(PER_MINUTE_MAX, `must be at most ${PER_MINUTE_MAX}`)
  .nullable()
  .optional();

const setRateLimitInput = z.object({
  projectId: z.string().nullish(),
  apiKeyId: z.string().nullish(),
  perMinute,
  guaranteedPerMinute: perMinute,
});

export type SetRateLimitInput = { readonly [Field in keyof z.input<typeof setRateLimitInput>]?: unknown };

/** The subject of a limit: either a project or a key. */
export type RateLimited = { readonly project: ProjectRow | null; readonly apiKey: ApiKeyRow | null };

/** Sets the rate limit or the guaranteed share of a project or a key of the organization; null removes it, absent leaves it
 *  unchanged. Every process applies it within seconds. Throws NOT_FOUND for a subject that the actor cannot see. */
export async function setRateLimit(context: RequestContext, input: SetRateLimitInput): Promise<RateLimited> {
  const hasOneSubject = (input.projectId == null) !== (input.apiKeyId == null);
  const hasNoLimit = input.perMinute === undefined && input.guaranteedPerMinute === undefined;
  const { projectId, apiKeyId, ...limits } = parseInput(setRateLimitInput, input, [
    hasOneSubject ? null : needsOneSubject(),
    hasNoLimit ? nothingToSet() : null,
  ]);
  if (projectId != null) return setProjectLimit(context, projectId, limits);
  return inKeyTransaction(context, apiKeyId ?? '', async (tx, { hash: _, ...apiKey }) => {
    const { id, organizationId, projectId: keyProjectId } = apiKey;
    await changeLimit(tx, context, { subjectId: id, organizationId, projectId: keyProjectId }, limits);
    return { project: null, apiKey };
  });
}

const needsOneSubject = () =>
  invalidValue(
    'projectId',
    'A rate limit needs either a project or a key.',
    'Give one of projectId and apiKeyId.',
  );

const nothingToSet = () =>
  invalidValue('perMinute', 'There is nothing to set.', 'Give perMinute, guaranteedPerMinute or both.');

/** Undefined: unchanged. */
type Limits = { readonly [Field in keyof RateLimitRow]?: RateLimitRow[Field] | undefined };

async function setProjectLimit(context: RequestContext, id: string, limits: Limits): Promise<RateLimited> {
  const visible = visibleProjects(context.actor);
  if (idPrefix(id) !== 'proj') throw projectNotFound();
  return context.db.transaction(async (tx) => {
    const project = await lockProject(tx, visible, id);
    if (!project) throw projectNotFound();
    const { organizationId } = project;
    await changeLimit(tx, context, { subjectId: id, organizationId, projectId: id }, limits);
    return { project, apiKey: null };
  });
}

type Subject = {
  readonly subjectId: string;
  readonly organizationId: string;
  /** Null: an organization key. */
  readonly projectId: string | null;
};

/** Recorded only when something changes. */
async function changeLimit(
  tx: AuthorizedTransaction,
  context: RequestContext,
  subject: Subject,
  limits: Limits,
) {
  const before = await selectRateLimit(tx, subject);
  const after = {
    perMinute: limits.perMinute === undefined ? before.perMinute : limits.perMinute,
    guaranteedPerMinute:
      limits.guaranteedPerMinute === undefined ? before.guaranteedPerMinute : limits.guaranteedPerMinute,
  };
  const changes = changesBetween(before, after);
  if (Object.keys(changes).length === 0) return;
  if ('guaranteedPerMinute' in changes) await requireFree(tx, context, subject, after.guaranteedPerMinute);
  requireWithinLimit(after);
  await upsertRateLimit(tx, subject, after);
  const { organizationId, projectId, subjectId: targetId } = subject;
  await recordAudit(tx, context, { action: 'RATE_LIMIT_SET', organizationId, projectId, targetId, changes });
}

function changesBetween(before: RateLimitRow, after: RateLimitRow) {
  const fields = ['perMinute', 'guaranteedPerMinute'] as const;
  const changed = fields.filter((field) => before[field] !== after[field]);
  return Object.fromEntries(changed.map((field) => [field, { before: before[field], after: after[field] }]));
}

/** Throws BAD_USER_INPUT for a share above the limit, which could never be used up. */
function requireWithinLimit({ perMinute: limit, guaranteedPerMinute: share }: RateLimitRow): void {
  if (limit !== null && share !== null && limit < share)
    throw notGuaranteed(
      `The share exceeds the limit of ${limit} points per minute.`,
      'Guarantee at most perMinute.',
    );
}

/** Throws BAD_USER_INPUT for a share that exceeds what the organization has not guaranteed to others. */
async function requireFree(
  tx: AuthorizedTransaction,
  { trafficPerMinute }: RequestContext,
  subject: Subject,
  share: number | null,
): Promise<void> {
  if (share === null) return;
  if (subject.projectId === null)
    throw notGuaranteed(
      'Organization keys do not use the budget of project traffic.',
      'Give a project or a project key.',
    );
  if (trafficPerMinute === 0) return;
  const free = Math.max(0, trafficPerMinute - (await lockOtherGuarantees(tx, subject)));
  if (share > free)
    throw notGuaranteed(
      `Of ${trafficPerMinute} points per minute, ${free} are not guaranteed to others.`,
      'Guarantee less, or take it from another project or key first.',
    );
}

const notGuaranteed = (message: string, fix: string) => invalidValue('guaranteedPerMinute', message, fix);

/** Returns the limits that are set for a project or a key. */
export async function rateLimitOf(
  context: RequestContext,
  { id, organizationId }: { readonly id: string; readonly organizationId: string },
): Promise<RateLimitRow> {
  return context.loaders(visibleProjects(context.actor, organizationId)).rateLimitBySubjectId.load(id);
}

/** Deletes ended windows and the limits of deleted subjects. Any number of workers may run it concurrently. */
export async function purgeRateLimits({ db }: RequestContext): Promise<void> {
  await repeatUntilEmpty(() => db.write(deleteOldRateCounts, {}));
  await db.write(deleteUselessRateLimits, {});
}
