import { z } from 'zod';
import { insertProjectOnly, insertProjectWithKey } from '../../data/create-project.ts';
import type { ProjectRow } from '../../data/project.ts';
import { randomBase62 } from '../../lib/random-id.ts';
import { draftKey, type IssuedKey, issuedKey, type NewKey } from '../api-key.ts';
import { auditArguments } from '../audit-log.ts';
import { parseInput } from '../input.ts';
import { newProjectConfig, type ProjectConfigInput, projectConfigInput } from '../project-config.ts';
import type { Scope } from '../scope.ts';
import { visibleProjects } from '../visibility.ts';
import { eventArguments } from '../webhook-event.ts';
import { projectEvent } from './event.ts';
import {
  explainConflict,
  isSlugTaken,
  projectName,
  projectSlug,
  RESERVED_SLUG,
  SLUG_LENGTH_MAX,
  slugReserved,
} from './names.ts';

const createProjectInput = z.object({
  name: projectName,
  slug: projectSlug.nullish(),
  shouldCreateApiKey: z.boolean().nullish(),
  config: projectConfigInput.nullish(),
});

export type CreateProjectInput = {
  readonly name: string;
  readonly slug?: string | null | undefined;
  readonly shouldCreateApiKey?: boolean | null | undefined;
  readonly config?: ProjectConfigInput | null | undefined;
};

/** Creates a project, its config and, if asked, its first key, in one statement. Without a slug it gets one from its
 *  name. Throws CONFLICT when the name or the given slug is taken. */
export async function createProject(
  scope: Scope,
  input: CreateProjectInput,
): Promise<{ project: ProjectRow; issuedKey: IssuedKey | null }> {
  const { name, slug, shouldCreateApiKey, config } = parseInput(createProjectInput, input);
  if (slug === RESERVED_SLUG) throw slugReserved();
  const key = shouldCreateApiKey ? draftKey(scope, 'project') : null;
  const create = (chosen: string) => insertProject(scope, { name, slug: chosen, config: config ?? {}, key });
  const created = slug ? create(slug) : createWithFreeSlug(name, create);
  const project = await created.catch(explainConflict(name, slug));
  const owner = { organizationId: project.organizationId, projectId: project.id };
  return { project, issuedKey: key && issuedKey(key, owner) };
}

type NewProject = {
  readonly name: string;
  readonly slug: string;
  readonly config: z.output<typeof projectConfigInput>;
  readonly key: NewKey | null;
};

async function insertProject(scope: Scope, { name, slug, config, key }: NewProject): Promise<ProjectRow> {
  const { organizationId } = visibleProjects(scope.actor);
  const id = scope.newId('proj');
  const now = key?.now ?? scope.now();
  const born = { id, organizationId, name, slug, isDefault: false, createdAt: now, updatedAt: now };
  const args = {
    ...auditArguments(scope, {
      action: 'PROJECT_CREATED',
      changes: { name, slug, apiKeyId: key?.keyId ?? null },
    }),
    ...eventArguments(scope, projectEvent('project.created', born)),
    ...newProjectConfig(config),
    organizationId,
    projectId: id,
    name,
    slug,
    now,
  };
  const [project] = key
    ? await scope.db.write(insertProjectWithKey, { ...args, ...key })
    : await scope.db.write(insertProjectOnly, args);
  if (!project) throw new Error('The statement that creates a project returned none.');
  return project;
}

const SLUG_SUFFIX_LENGTH = 4;

/** Names that differ in case only make the same slug, and one makes the reserved slug: those get a random suffix. */
async function createWithFreeSlug(
  name: string,
  create: (slug: string) => Promise<ProjectRow>,
): Promise<ProjectRow> {
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
