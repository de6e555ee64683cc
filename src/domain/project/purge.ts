import { z } from 'zod';
import { lockArchivedProject } from '../../repositories/project/archive.ts';
import { archivedProjectNotFound } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import { parseInput } from '../core/validation.ts';
import { fingerprintInput } from '../deletion-preview/preview.ts';
import { startPurgeOf } from '../purge/archived-project.ts';
import type { ArchivedProject } from './archived.ts';
import { archivedProjectDeletion } from './deletion-preview.ts';
import { retentionError } from './retention.ts';

const purgeProjectInput = z.object({ id: z.string(), expectedFingerprint: fingerprintInput });

/** Starts the permanent deletion of an archived project: as of the response it cannot be restored. The worker deletes its rows
 *  in batches. Throws NOT_FOUND, and CONFLICT for a preview that no longer holds and before the minimum retention has passed. */
export async function purgeProject(
  context: RequestContext,
  input: z.input<typeof purgeProjectInput>,
): Promise<ArchivedProject> {
  const { id, expectedFingerprint } = parseInput(purgeProjectInput, input);
  const visible = visibleProjects(context.actor);
  if (idPrefix(id) !== 'proj') throw archivedProjectNotFound();
  return context.db.transaction(async (tx) => {
    const project = await lockArchivedProject(tx, visible, id);
    if (!project) throw archivedProjectNotFound();
    await archivedProjectDeletion.requireUnchanged(tx, context, project, expectedFingerprint);
    const error = retentionError(context, project.archivedAt);
    if (error) throw error;
    await startPurgeOf(tx, context, project);
    return project;
  });
}
