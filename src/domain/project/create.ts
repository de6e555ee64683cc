import { z } from 'zod';
import { mergeObjects } from '../../lib/assign.ts';
import { randomBase62 } from '../../lib/random-id.ts';
import {
  type CreateProjectArguments,
  insertProjectOnly,
  insertProjectWithKey,
} from '../../repositories/project/create.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { callerArguments, writeAsCaller } from '../api-key/caller.ts';
import { assertNoEscalation } from '../api-key/escalation.ts';
import { generateKey, type IssuedKey, issuedKey, type NewKey, UNRESTRICTED } from '../api-key/issue.ts';
import { auditArguments } from '../audit-log/record.ts';
import type { Actor } from '../core/actor.ts';
import { organizationNotFound } from '../core/errors.ts';
import type { RequestContext } from '../core/request-context.ts';
import { entireOrganization } from '../core/tenancy.ts';
import { parseInput } from '../core/validation.ts';
import { eventArguments } from '../events/emit.ts';
import { newProjectConfig, type ProjectConfigInput, projectConfigInput } from './config.ts';
import { projectEvent } from './event.ts';
import {
  explainConflict,
  isSlugTaken,
  newProjectSlug,
  projectName,
  RESERVED_SLUG,
  SLUG_LENGTH_MAX,
} from './naming.ts';

const createProjectInput = z.object({
  name: projectName,
  slug: newProjectSlug.nullish(),
  shouldCreateApiKey: z.boolean().nullish(),
  config: projectConfigInput.nullish(),
});

export type CreateProjectInput = {
  readonly name: string;
  readonly slug?: string | null | undefined;
  readonly shouldCreateApiKey?: boolean | null | undefined;
  readonly config?: ProjectConfigInput | null | undefined;
};

/** Creates a project, its config and, if requested, its first key, in one statement. Without a slug, derives one from the
 *  name. Throws CONFLICT when the name or the given slug is taken. */
export async function createProject(
  context: RequestContext,
  input: CreateProjectInput,
): Promise<{ project: ProjectRow; issuedKey: IssuedKey | null }> {
  return createProjectWith(context, input, async (args) => {
    const key = 'secret' in args ? args : null;
    const requireAllowed = (actor: Actor) => {
      if (key) assertNoEscalation(actor, { ...UNRESTRICTED, projectId: args.projectId });
    };
    const [project] = key
      ? await writeAsCaller(context, insertProjectWithKey, key, requireAllowed)
      : await writeAsCaller(context, insertProjectOnly, args);
    if (!project) throw organizationNotFound();
    const owner = { organizationId: project.organizationId, projectId: project.id };
    return { project, issuedKey: key && issuedKey(key, owner) };
  });
}

/** Runs `createProject` by the given statement. */
export async function createProjectWith<Result>(
  context: RequestContext,
  input: CreateProjectInput,
  insert: (args: CreateProjectArguments | (CreateProjectArguments & NewKey)) => Promise<Result>,
): Promise<Result> {
  const { name, slug, shouldCreateApiKey, config } = parseInput(createProjectInput, input);
  const key = shouldCreateApiKey ? generateKey(context, 'project') : null;
  const create = (projectSlug: string) => {
    const changes = { name, slug: projectSlug, apiKeyId: key?.keyId ?? null };
    const sender = callerArguments(context.actor);
    entireOrganization(context.actor);
    const id = context.newId('proj');
    const now = key?.now ?? context.now();
    const { organizationId } = sender;
    const newProject = {
      id,
      organizationId,
      name,
      slug: projectSlug,
      isDefault: false,
      createdAt: now,
      updatedAt: now,
    };
    const args = mergeObjects(
      auditArguments(context, { action: 'PROJECT_CREATED', changes }),
      eventArguments(context, projectEvent('project.created', newProject)),
      sender,
      newProjectConfig(config ?? {}),
      { projectId: id, name, slug: projectSlug, now },
      key ?? {},
    );
    return insert(args);
  };
  return (slug ? create(slug) : createWithFreeSlug(name, create)).catch(explainConflict(name, slug));
}

const SLUG_SUFFIX_LENGTH = 4;

/** Names that differ only in case have the same slug, and one name has the reserved slug: those get a random suffix. */
async function createWithFreeSlug<Result>(
  name: string,
  create: (slug: string) => Promise<Result>,
): Promise<Result> {
  const slug = name.toLowerCase().slice(0, SLUG_LENGTH_MAX);
  const createDistinct = () => {
    const stem = slug.slice(0, SLUG_LENGTH_MAX - SLUG_SUFFIX_LENGTH - 1);
    return create(`${stem}-${randomBase62(SLUG_SUFFIX_LENGTH).toLowerCase()}`);
  };
  if (slug === RESERVED_SLUG) return createDistinct();
  return create(slug).catch((error) => {
    if (isSlugTaken(error)) return createDistinct();
    throw error;
  });
}
