import { z } from 'zod';
import { repeatUntilEmpty } from '../../postgres/batched-delete.ts';
import type { DecidedTransaction } from '../../postgres/database.ts';
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

/** What a limit is of: exactly one of both. */
export type RateLimited = { readonly project: ProjectRow | null; readonly apiKey: ApiKeyRow | null };

/** Gives a project or a key of the organization a limit of its own or a guaranteed share, and takes it away with null. Leaves alone what is
 *  absent. Every process keeps to it within some seconds. Throws NOT_FOUND for what the actor cannot see. */
export async function setRateLimit(context: RequestContext, input: SetRateLimitInput): Promise<RateLimited> {
  const isOfOne = (input.projectId == null) !== (input.apiKeyId == null);
  const isNothing = input.perMinute === undefined && input.guaranteedPerMinute === undefined;
  const { projectId, apiKeyId, ...limits } = parseInput(setRateLimitInput, input, [
    isOfOne ? null : notOfOne(),
    isNothing ? nothingToSet() : null,
  ]);
  if (projectId != null) return setProjectLimit(context, projectId, limits);
  return inKeyTransaction(context, apiKeyId ?? '', async (tx, { hash: _, ...apiKey }) => {
    const { id, organizationId, projectId: ofProject } = apiKey;
    await changeLimit(tx, context, { subjectId: id, organizationId, projectId: ofProject }, limits);
    return { project: null, apiKey };
  });
}

const notOfOne = () =>
  invalidValue('projectId', 'A limit is of one project or of one key.', 'Give one of both ids.');

const nothingToSet = () =>
  invalidValue('perMinute', 'Nothing is to be set.', 'Give perMinute, guaranteedPerMinute or both.');

/** Undefined: left alone. */
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
  /** Null: a key of the organization. */
  readonly projectId: string | null;
};

/** Recorded only when it differs. */
async function changeLimit(
  tx: DecidedTransaction,
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

/** Throws BAD_USER_INPUT for a share that could never be used up. */
function requireWithinLimit({ perMinute: limit, guaranteedPerMinute: share }: RateLimitRow): void {
  if (limit !== null && share !== null && limit < share)
    throw notGuaranteed(
      `At most ${limit} points a minute may be used up of it.`,
      'Guarantee at most perMinute.',
    );
}

/** Throws BAD_USER_INPUT for a share that the organization does not have, or has given to others. */
async function requireFree(
  tx: DecidedTransaction,
  { trafficPerMinute }: RequestContext,
  subject: Subject,
  share: number | null,
): Promise<void> {
  if (share === null) return;
  if (subject.projectId === null)
    throw notGuaranteed(
      'A key of the organization has no part in project traffic.',
      'Name a project or a project key.',
    );
  if (trafficPerMinute === 0) return;
  const free = Math.max(0, trafficPerMinute - (await lockOtherGuarantees(tx, subject)));
  if (share > free)
    throw notGuaranteed(
      `Of ${trafficPerMinute} points a minute ${free} are not guaranteed to others.`,
      'Guarantee less, or take it from another project or key first.',
    );
}

const notGuaranteed = (message: string, fix: string) => invalidValue('guaranteedPerMinute', message, fix);

/** What is set for a project or a key. */
export async function rateLimitOf(
  context: RequestContext,
  { id, organizationId }: { readonly id: string; readonly organizationId: string },
): Promise<RateLimitRow> {
  return context.loaders(visibleProjects(context.actor, organizationId)).rateLimitBySubjectId.load(id);
}

/** Forgets windows that have ended and limits of what is gone. Any number of workers may do it at once. */
export async function purgeRateLimits({ db }: RequestContext): Promise<void> {
  await repeatUntilEmpty(() => db.write(deleteOldRateCounts, {}));
  await db.write(deleteUselessRateLimits, {});
}
