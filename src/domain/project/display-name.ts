import { z } from 'zod';
import { randomBase62 } from '../../lib/random-id.ts';
import type { AuthorizedTransaction } from '../../postgres/database.ts';
import { selectTakenNames } from '../../repositories/project/create.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { DomainError } from '../core/errors.ts';
import type { RequestContext } from '../core/request-context.ts';
import { parseInput } from '../core/validation.ts';
import { changeConfig } from './config.ts';
import { type CreatedProject, createProject } from './create.ts';
import {
  explainConflict,
  NAME_LENGTH_MAX,
  NAME_LENGTH_MIN,
  namePattern,
  projectDisplayName,
  SLUG_LENGTH_MAX,
} from './naming.ts';
import {
  changeProject,
  lockProjectToUpdate,
  type UpdateProjectInput,
  updateProject,
  updateProjectInput,
} from './update.ts';

/** Returns the name that a project is shown by. */
export const displayNameOf = ({ displayName, name }: Pick<ProjectRow, 'displayName' | 'name'>): string =>
  displayName ?? name;

const displayNameInput = z.object({ displayName: projectDisplayName });

export type CreateDisplayedProjectInput = {
  readonly displayName: string;
  readonly slug?: string | undefined;
  readonly environment?: ProjectRow['environment'] | undefined;
};

/** Creates a project that is shown by a free-form name, which other projects can have too. Its own name is the same if that
 *  is a valid name, else the slug, and has a random suffix where it is taken. Throws what `createProject` throws, but for a
 *  name that is taken. */
export async function createDisplayedProject(
  context: RequestContext,
  { slug, environment, ...input }: CreateDisplayedProjectInput,
): Promise<CreatedProject> {
  const { displayName } = parseInput(displayNameInput, input);
  const create = (name: string) =>
    createProject(context, { name, slug, environment, config: storedDisplayName(displayName, name) });
  const name = namePattern.test(displayName) ? displayName : validName(slug ?? slugOf(displayName));
  return create(name).catch((error) => {
    if (isNameTaken(error)) return create(distinctName(name));
    throw error;
  });
}

const updateDisplayedProjectInput = updateProjectInput.extend({ displayName: projectDisplayName.optional() });

export type UpdateDisplayedProjectInput = UpdateProjectInput & { readonly displayName?: unknown };

/** Updates a project as `updateProject` does, with the name that it is shown by, in one transaction. Its own name becomes the
 *  same if that is a valid name and not taken. */
export async function updateDisplayedProject(
  context: RequestContext,
  input: UpdateDisplayedProjectInput,
): Promise<ProjectRow> {
  const { id, displayName, ...updates } = parseInput(updateDisplayedProjectInput, input);
  if (displayName === undefined) return updateProject(context, { id, ...updates });
  let name = updates.name;
  const update = context.db.transaction(async (tx) => {
    const before = await lockProjectToUpdate(tx, context, id);
    name = await availableName(tx, before, displayName);
    const renamed = await changeProject(tx, context, before, { ...updates, name });
    return changeConfig(tx, context, renamed, storedDisplayName(displayName, renamed.name));
  });
  // A project of the name can be created at the same time.
  return update.catch((error) => explainConflict(name, updates.slug)(error));
}

/** Returns a display name if it can be the name of the project too. */
async function availableName(
  tx: AuthorizedTransaction,
  { organizationId, name }: ProjectRow,
  displayName: string,
): Promise<string | undefined> {
  if (displayName === name || !namePattern.test(displayName)) return undefined;
  const taken = await selectTakenNames(tx, { organizationId }, { names: [displayName], slugs: [] });
  return taken.names.has(displayName) ? undefined : displayName;
}

/** Null: the project is shown by its name. */
const storedDisplayName = (displayName: string, name: string) => ({
  displayName: displayName === name ? null : displayName,
});

const isNameTaken = (error: unknown) => error instanceof DomainError && error.reason === 'NAME_TAKEN';

/** Converts a text to a slug: letters without accents in lower case, and `-` for everything else. */
function slugOf(text: string): string {
  const words = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const slug = words.replaceAll(/[^a-z0-9_-]+/g, '-').slice(0, SLUG_LENGTH_MAX);
  return slug.replaceAll(/^-+|-+$/g, '');
}

const validName = (slug: string) =>
  slug.length >= NAME_LENGTH_MIN ? slug : `${slug === '' ? '' : `${slug}-`}project`;

const SUFFIX_LENGTH = 4;

const distinctName = (name: string) =>
  `${name.slice(0, NAME_LENGTH_MAX - SUFFIX_LENGTH - 1)}-${randomBase62(SUFFIX_LENGTH)}`;
