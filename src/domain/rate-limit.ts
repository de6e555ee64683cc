import { z } from 'zod';
import type { ApiKeyRow } from '../data/api-key.ts';
import type { Database, DecidedTransaction } from '../data/database.ts';
import { lockProject, type ProjectRow } from '../data/project.ts';
import {
  deleteOldRateCounts,
  deleteUselessRateLimits,
  RECENT_SECONDS,
  selectRateLimit,
  selectRateLimits,
  selectRecentRateLimits,
  upsertRateLimit,
} from '../data/rate-limit.ts';
import { untilDone } from '../data/upkeep.ts';
import { changeKey } from './api-key/change.ts';
import { recordAudit } from './audit-log.ts';
import { invalidValue, projectNotFound } from './errors.ts';
import { parseInput } from './input.ts';
import { idPrefix, type Scope } from './scope.ts';
import { visibleProjects } from './visibility.ts';

const PER_MINUTE_MAX = 1_000_000;

const setRateLimitInput = z.object({
  projectId: z.string().nullish(),
  apiKeyId: z.string().nullish(),
  perMinute: z
    .int()
    .min(1, 'must be at least 1')
    .max(PER_MINUTE_MAX, `must be at most ${PER_MINUTE_MAX}`)
    .nullable(),
});

export type SetRateLimitInput = {
  readonly [Field in 'projectId' | 'apiKeyId' | 'perMinute']?: unknown;
};

/** What a limit is of: exactly one of both. */
export type RateLimited = { readonly project: ProjectRow | null; readonly apiKey: ApiKeyRow | null };

/** Gives a project or a key of the organization a limit of its own, or takes it away with null. Every process keeps to it within
 *  some seconds. Throws NOT_FOUND for what the actor cannot see. */
export async function setRateLimit(scope: Scope, input: SetRateLimitInput): Promise<RateLimited> {
  const isOfOne = (input.projectId == null) !== (input.apiKeyId == null);
  const { projectId, apiKeyId, perMinute } = parseInput(setRateLimitInput, input, [
    isOfOne ? null : notOfOne(),
  ]);
  if (projectId != null) return setProjectLimit(scope, projectId, perMinute);
  return changeKey(scope, apiKeyId ?? '', async (tx, { hash: _, ...apiKey }) => {
    const { id, organizationId, projectId: ofProject } = apiKey;
    await changeLimit(tx, scope, { subjectId: id, organizationId, projectId: ofProject }, perMinute);
    return { project: null, apiKey };
  });
}

const notOfOne = () =>
  invalidValue('projectId', 'A limit is of one project or of one key.', 'Give one of both ids.');

async function setProjectLimit(scope: Scope, id: string, perMinute: number | null): Promise<RateLimited> {
  const visible = visibleProjects(scope.actor);
  if (idPrefix(id) !== 'proj') throw projectNotFound();
  return scope.db.transaction(async (tx) => {
    const project = await lockProject(tx, visible, id);
    if (!project) throw projectNotFound();
    const { organizationId } = project;
    await changeLimit(tx, scope, { subjectId: id, organizationId, projectId: id }, perMinute);
    return { project, apiKey: null };
  });
}

type Subject = {
  readonly subjectId: string;
  readonly organizationId: string;
  readonly projectId: string | null;
};

/** Recorded only when it differs. */
async function changeLimit(tx: DecidedTransaction, scope: Scope, subject: Subject, perMinute: number | null) {
  const before = await selectRateLimit(tx, subject);
  if (before === perMinute) return;
  await upsertRateLimit(tx, subject, perMinute);
  const { organizationId, projectId, subjectId: targetId } = subject;
  const changes = { perMinute: { before, after: perMinute } };
  await recordAudit(tx, scope, { action: 'RATE_LIMIT_SET', organizationId, projectId, targetId, changes });
}

/** Points a minute of a project or a key. Null: it has no limit of its own. */
export async function rateLimitOf(
  scope: Scope,
  { id, organizationId }: { readonly id: string; readonly organizationId: string },
): Promise<number | null> {
  return scope.loaders(visibleProjects(scope.actor, organizationId)).rateLimitBySubjectId.load(id);
}

/** The limits of projects and keys, as this process knows them. */
export type KnownRateLimits = {
  /** Undefined: it has none. */
  of(subjectId: string): number | undefined;
  readonly count: () => number;
  /** Looks what has changed. Costs one small statement, however many limits there are. */
  refresh(): Promise<void>;
};

/** Half of what a look goes back: later than that, and changes could have been missed. */
const LOOK_MS_MAX = (RECENT_SECONDS * 1_000) / 2;

export function createKnownRateLimits(db: Database): KnownRateLimits {
  const known = new Map<string, number>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  return {
    of: (subjectId) => known.get(subjectId),
    count: () => known.size,
    refresh: async () => {
      const startedAt = performance.now();
      const isLate = startedAt - lookedAt > LOOK_MS_MAX;
      const found = await db.read(isLate ? selectRateLimits : selectRecentRateLimits, {});
      if (isLate) known.clear();
      for (const { subjectId, perMinute } of found) {
        if (perMinute === null) known.delete(subjectId);
        else known.set(subjectId, perMinute);
      }
      lookedAt = startedAt;
    },
  };
}

/** Forgets windows that have ended and limits of what is gone. Any number of workers may do it at once. */
export async function keepRateLimits({ db }: Scope): Promise<void> {
  await untilDone(() => db.write(deleteOldRateCounts, {}));
  await db.write(deleteUselessRateLimits, {});
}
