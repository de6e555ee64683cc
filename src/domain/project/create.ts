import { z } from 'zod';
import type { CallerArguments } from '../../repositories/api-key/caller.ts';
import type { NewKeyArguments } from '../../repositories/api-key/write.ts';
import {
  type CreateProjectArguments,
  insertProjectOnly,
  insertProjectWithKey,
  type NewProject,
  type ProjectDefaults,
} from '../../repositories/project/create.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { callerArguments, writeAsCaller } from '../api-key/caller.ts';
import { assertNoEscalation, assertScopesWithin } from '../api-key/escalation.ts';
import { generateKey, type IssuedKey, type NewKey, UNRESTRICTED } from '../api-key/issue.ts';
import { type AuditEvent, auditEntry } from '../audit-log/record.ts';
import { organizationNotFound } from '../core/errors.ts';
import type { RequestContext } from '../core/request-context.ts';
import { entireOrganization } from '../core/tenancy.ts';
import { parseInput } from '../core/validation.ts';
import { eventArguments, type WebhookEvent } from '../events/emit.ts';
import { projectEvent } from '../events/project.ts';
import { createdProject, newProject, type ProjectConfigInput, projectConfigInput } from './config.ts';
import {
  chooseSlug,
  explainConflict,
  isSlugTaken,
  newProjectSlug,
  nextSlug,
  projectEnvironment,
  projectName,
  type SlugChoice,
} from './naming.ts';

export const createProjectInput = z.object({
  name: projectName,
  slug: newProjectSlug.nullish(),
  environment: projectEnvironment.nullish(),
  shouldCreateApiKey: z.boolean().nullish(),
  config: projectConfigInput.nullish(),
});

export type CreateProjectInput = {
  readonly name: string;
  readonly slug?: string | null | undefined;
  readonly environment?: ProjectRow['environment'] | null | undefined;
  readonly shouldCreateApiKey?: boolean | null | undefined;
  readonly config?: ProjectConfigInput | null | undefined;
};

export type CreatedProject = { project: ProjectRow; issuedKey: IssuedKey | null };

/** Creates a project, its config and, if requested, its first key, in one statement. Without a slug, derives one from the
 *  name. Throws CONFLICT when the name or the given slug is taken. */
export async function createProject(
  context: RequestContext,
  input: CreateProjectInput,
): Promise<CreatedProject> {
  const parsed = parseInput(createProjectInput, input);
  const { name, slug } = parsed;
  const sender = callerArguments(context.actor);
  entireOrganization(context.actor);
  const create = (projectSlug: string) => insert(context, sender, { ...parsed, slug: projectSlug });
  return createWithFreeSlug(chooseSlug(name, slug), create).catch(explainConflict(name, slug));
}

export type NewProjectInput = z.output<typeof createProjectInput> & { readonly slug: string };

/** A project that is not stored yet, with its first key. */
export type PreparedProject = {
  readonly project: NewProject;
  /** Null: not requested. */
  readonly key: NewKey | null;
  readonly auditEvent: AuditEvent;
  readonly event: WebhookEvent;
};

/** Prepares a project with what is recorded and emitted when it is stored. */
export function prepareProject(
  context: RequestContext,
  organizationId: string,
  { name, slug, config, shouldCreateApiKey, ...input }: NewProjectInput,
): PreparedProject {
  const at = context.now();
  const environment = input.environment ?? 'LIVE';
  const id = context.newId('proj');
  const owner = { organizationId, projectId: id };
  const key = shouldCreateApiKey ? generateKey(context, owner, { now: at }) : null;
  if (key) assertScopesWithin(context.actor, key.apiKey);
  const project = newProject({
    id,
    organizationId,
    name,
    slug,
    isDefault: false,
    environment,
    config: config ?? {},
    now: at,
  });
  const changes = { name, slug, environment, apiKeyId: key?.apiKey.id ?? null };
  return {
    project,
    key,
    auditEvent: { action: 'PROJECT_CREATED', organizationId, projectId: id, targetId: id, changes, at },
    event: { ...projectEvent('project.created', project), at },
  };
}

/** Returns a prepared project as it was stored. */
export const storedProject = (
  { project, key }: PreparedProject,
  defaults: ProjectDefaults,
): CreatedProject => ({
  project: createdProject(project, defaults),
  issuedKey: key && { secret: key.secret, apiKey: key.apiKey },
});

async function insert(
  context: RequestContext,
  sender: CallerArguments,
  input: NewProjectInput,
): Promise<CreatedProject> {
  const prepared = prepareProject(context, sender.organizationId, input);
  const { project, key } = prepared;
  const audit = auditEntry(context, prepared.auditEvent);
  const event = eventArguments(context, prepared.event);
  const args = { sender, project, audit, event };
  const [defaults] = key
    ? await insertWithKey(context, { ...args, apiKey: key.apiKey, keyHash: key.keyHash })
    : await writeAsCaller(context, insertProjectOnly, args);
  if (!defaults) throw organizationNotFound();
  return storedProject(prepared, defaults);
}

const insertWithKey = (context: RequestContext, args: CreateProjectArguments & NewKeyArguments) =>
  writeAsCaller(context, insertProjectWithKey, args, (actor) =>
    assertNoEscalation(actor, { ...UNRESTRICTED, projectId: args.project.id }),
  );

/** Tries further slugs while the database rejects one that is taken. */
async function createWithFreeSlug<Result>(
  choice: SlugChoice,
  create: (slug: string) => Promise<Result>,
): Promise<Result> {
  return create(choice.slug).catch((error) => {
    const next = isSlugTaken(error) ? nextSlug(choice) : null;
    if (next === null) throw error;
    return createWithFreeSlug(next, create);
  });
}
