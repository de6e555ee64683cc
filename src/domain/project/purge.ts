import { z } from 'zod';
import { DAY_MS } from '../../lib/duration.ts';
import { lockArchivedProject } from '../../repositories/project/archive.ts';
import { archivedProjectNotFound } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import { parseInput } from '../core/validation.ts';
import { startPurgeOf } from '../purge/archived-project.ts';
import type { ArchivedProject } from './archived.ts';
import { projectRetained } from './retention.ts';

const purgeProjectInput = z.object({ id: z.string() });

/** Starts the permanent deletion of an archived project: as of the response it cannot be restored. The worker deletes its rows
 *  in batches. Throws NOT_FOUND, and CONFLICT before the minimum retention has passed. */
export async function purgeProject(
  context: RequestContext,
  input: z.input<typeof purgeProjectInput>,
): Promise<ArchivedProject> {
  const { id } = parseInput(purgeProjectInput, input);
  const visible = visibleProjects(context.actor);
  const { daysMin } = context.projectRetention;
  if (idPrefix(id) !== 'proj') throw archivedProjectNotFound();
  return context.db.transaction(async (tx) => {
    const project = await lockArchivedProject(tx, visible, id);
    if (!project) throw archivedProjectNotFound();
    const purgeableAt = project.archivedAt.getTime() + daysMin * DAY_MS;
    if (context.now().getTime() < purgeableAt) throw projectRetained(daysMin);
    await startPurgeOf(tx, context, project);
    return project;
  });
}
