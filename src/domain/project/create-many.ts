import { z } from 'zod';
import type { AuthorizedTransaction } from '../../postgres/database.ts';
import { insertKeys } from '../../repositories/api-key/write.ts';
import {
  insertFreeProjects,
  type ProjectDefaults,
  selectTakenNames,
} from '../../repositories/project/create.ts';
import { assertNoEscalation } from '../api-key/escalation.ts';
import { UNRESTRICTED } from '../api-key/issue.ts';
import { recordAudit } from '../audit-log/record.ts';
import { DomainError } from '../core/errors.ts';
import type { RequestContext } from '../core/request-context.ts';
import { entireOrganization } from '../core/tenancy.ts';
import { parseInput } from '../core/validation.ts';
import { emitEvent } from '../events/emit.ts';
import {
  type CreatedProject,
  type CreateProjectInput,
  createProjectInput,
  type PreparedProject,
  prepareProject,
  storedProject,
} from './create.ts';
import { chooseSlug, nameTaken, nextSlug, type SlugChoice } from './naming.ts';

/** @limit requests: projects of `createProjects` */
const PROJECTS_MAX = 100;

const createProjectsInput = z.object({
  projects: z
    .array(z.unknown())
    .min(1, 'must have at least one entry')
    .max(PROJECTS_MAX, `must have at most ${PROJECTS_MAX} entries`),
  atomic: z.boolean().nullish(),
});

export type CreateProjectsInput = {
  readonly projects: readonly CreateProjectInput[];
  readonly atomic?: boolean | null | undefined;
};

/** Why an input was rejected. Not an error itself, since it is a part of the response. */
export type ProjectError = Pick<DomainError, 'code' | 'reason' | 'message' | 'field' | 'suggestedFix'>;

/** What became of one input: either it was created, or there is an error. */
export type ProjectResult = {
  readonly created: CreatedProject | null;
  readonly error: ProjectError | null;
};

type Outcome = CreatedProject | DomainError;

function resultOf(outcome: Outcome): ProjectResult {
  if (!(outcome instanceof DomainError)) return { created: outcome, error: null };
  const { code, reason, message, field, suggestedFix } = outcome;
  return { created: null, error: { code, reason, message, field, suggestedFix } };
}

/** Creates projects with their configs and first keys in one transaction, with a number of statements that does not depend
 *  on their number. Returns a result for each input, in order. `atomic`: an input that is rejected leaves all others
 *  uncreated. Throws BAD_USER_INPUT for no input or too many, FORBIDDEN as `createProject` does. */
export async function createProjects(
  context: RequestContext,
  input: CreateProjectsInput,
): Promise<readonly ProjectResult[]> {
  const { projects, atomic } = parseInput(createProjectsInput, input);
  const { organizationId } = entireOrganization(context.actor);
  const candidates = readCandidates(projects);
  const create = (tx: AuthorizedTransaction) => {
    if (candidates.some((one) => !(one instanceof DomainError) && one.shouldCreateApiKey))
      assertNoEscalation(context.actor, { ...UNRESTRICTED, projectId: organizationId });
    return storeAll(tx, context, { organizationId, candidates, isAtomic: atomic ?? false });
  };
  const outcomes = await context.db.transaction(create).catch((error) => {
    if (error instanceof NotCreated) return error.outcomes;
    throw error;
  });
  return outcomes.map(resultOf);
}

/** An input that was accepted so far. */
type Candidate = z.output<typeof createProjectInput> & { choice: SlugChoice };

/** Validates each input, also against the others. */
function readCandidates(inputs: readonly unknown[]): readonly (Candidate | DomainError)[] {
  const parsed = inputs.map(parseOne);
  const names = new Map<string, number>();
  const slugs = new Map<string, number>();
  const checked = parsed.map((one, index) => {
    if (one instanceof DomainError) return one;
    const { name, slug } = one;
    if (names.has(name)) return givenBefore('NAME_TAKEN', 'name', name, names.get(name));
    if (slug != null && slugs.has(slug)) return givenBefore('SLUG_TAKEN', 'slug', slug, slugs.get(slug));
    names.set(name, index);
    if (slug != null) slugs.set(slug, index);
    return one;
  });
  // Given slugs have precedence over derived ones.
  return checked.map((one, index) => {
    if (one instanceof DomainError) return one;
    const first = chooseSlug(one.name, one.slug);
    const choice = (one.slug == null && slugs.has(first.slug) && nextSlug(first)) || first;
    slugs.set(choice.slug, index);
    return { ...one, choice };
  });
}

function parseOne(input: unknown): z.output<typeof createProjectInput> | DomainError {
  try {
    return parseInput(createProjectInput, input);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

function givenBefore(
  reason: 'NAME_TAKEN' | 'SLUG_TAKEN',
  field: string,
  value: string,
  index: number | undefined,
): DomainError {
  return new DomainError({
    code: 'CONFLICT',
    reason,
    field,
    message: `The project at position ${index ?? 0} of this input has the ${field} "${value}" too.`,
    suggestedFix: `Give each ${field} once.`,
  });
}

type Batch = {
  readonly organizationId: string;
  readonly candidates: readonly (Candidate | DomainError)[];
  readonly isAtomic: boolean;
};

/** Thrown to roll back a transaction that created only some of the projects. */
class NotCreated extends Error {
  override readonly name = 'NotCreated';
  readonly outcomes: readonly Outcome[];

  constructor(outcomes: readonly Outcome[]) {
    super('Not all projects could be created.');
    this.outcomes = outcomes;
  }
}

async function storeAll(
  tx: AuthorizedTransaction,
  context: RequestContext,
  { organizationId, candidates, isAtomic }: Batch,
): Promise<readonly Outcome[]> {
  const outcomes = new Map<number, Outcome>();
  const waiting = new Map<number, Candidate>();
  for (const [index, one] of candidates.entries()) {
    if (one instanceof DomainError) outcomes.set(index, one);
    else waiting.set(index, one);
  }
  const stored = await storeWaiting(tx, context, organizationId, { waiting, outcomes });
  const all = [...candidates.keys()].map((index) => outcomes.get(index) ?? notCreated());
  if (isAtomic && all.some((result) => result instanceof DomainError))
    throw new NotCreated(all.map((result) => (result instanceof DomainError ? result : notCreated())));
  await insertKeys(
    tx,
    stored.flatMap(({ key }) => key ?? []),
  );
  await recordAudit(tx, context, ...stored.map(({ auditEvent }) => auditEvent));
  await emitEvent(tx, context, ...stored.map(({ event }) => event));
  return all;
}

type Progress = { readonly waiting: Map<number, Candidate>; readonly outcomes: Map<number, Outcome> };

/** More than a slug has attempts: a row that is deleted at the same moment is in the way of one round only. */
const ROUNDS_MAX = 6;

/** Inserts the rows of the projects. Returns those that were stored. */
async function storeWaiting(
  tx: AuthorizedTransaction,
  context: RequestContext,
  organizationId: string,
  { waiting, outcomes }: Progress,
): Promise<readonly PreparedProject[]> {
  const stored: PreparedProject[] = [];
  for (let round = 0; round < ROUNDS_MAX && waiting.size > 0; round += 1) {
    const prepared = [...waiting].map(
      ([index, one]) =>
        [index, prepareProject(context, organizationId, { ...one, slug: one.choice.slug })] as const,
    );
    const inserted = await insertFreeProjects(
      tx,
      prepared.map(([, { project }]) => project),
    );
    for (const [index, one] of prepared) {
      const defaults: ProjectDefaults | undefined = inserted.get(one.project.id);
      if (!defaults) continue;
      stored.push(one);
      outcomes.set(index, storedProject(one, defaults));
      waiting.delete(index);
    }
    if (waiting.size > 0) await explainConflicts(tx, organizationId, { waiting, outcomes });
  }
  for (const [index, { name }] of waiting) outcomes.set(index, nameTaken('NAME_TAKEN', 'name', name));
  return stored;
}

/** Rejects what waits with a name or a given slug that is taken, and replaces derived slugs that are. */
async function explainConflicts(
  tx: AuthorizedTransaction,
  organizationId: string,
  { waiting, outcomes }: Progress,
): Promise<void> {
  const all = [...waiting.values()];
  const names = all.map(({ name }) => name);
  const slugs = all.map(({ choice }) => choice.slug);
  const taken = await selectTakenNames(tx, { organizationId }, { names, slugs });
  for (const [index, one] of waiting) {
    const isNameTaken = taken.names.has(one.name);
    if (!isNameTaken && !taken.slugs.has(one.choice.slug)) continue;
    const next = isNameTaken ? null : nextSlug(one.choice);
    if (next) {
      one.choice = next;
      continue;
    }
    outcomes.set(
      index,
      isNameTaken
        ? nameTaken('NAME_TAKEN', 'name', one.name)
        : nameTaken('SLUG_TAKEN', 'slug', one.choice.slug),
    );
    waiting.delete(index);
  }
}

const notCreated = () =>
  new DomainError({
    code: 'CONFLICT',
    reason: 'BATCH_REJECTED',
    message: 'Another project of this input was rejected, so none was created.',
    suggestedFix: 'Correct the rejected ones, and send all of them again.',
  });
