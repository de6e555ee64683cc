import { z } from 'zod';
import type { AuthorizedTransaction } from '../../postgres/database.ts';
import { repeatUntilEmpty } from '../../postgres/row-batch.ts';
import { countKeys } from '../../repositories/api-key/write.ts';
import { lockOrganization } from '../../repositories/organization.ts';
import {
  type ArchivedProjectRow,
  lockArchivedProject,
  restoreProjectRow,
  settleRestoredRows,
} from '../../repositories/project/archive.ts';
import { lockProject, type ProjectRow } from '../../repositories/project/project.ts';
import { renewRateLimits } from '../../repositories/rate-limit.ts';
import { holdDeliveries, resendDeliveries } from '../../repositories/webhook/attempt.ts';
import { countSubscriptions } from '../../repositories/webhook/subscription.ts';
import { recordAudit } from '../audit-log/record.ts';
import { archivedProjectNotFound } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import { parseInput } from '../core/validation.ts';
import { emitEvent } from '../events/emit.ts';
import { projectEvent } from '../events/project.ts';
import { newProjectSlug, projectName, takenName } from './naming.ts';

const restoreProjectInput = z.object({
  id: z.string(),
  name: projectName.nullish(),
  slug: newProjectSlug.nullish(),
  resendHeld: z.boolean().nullish(),
});

/** Unparsed input. */
export type RestoreProjectInput = { readonly id: string } & {
  readonly [Field in 'name' | 'slug' | 'resendHeld']?: unknown;
};

/** Restores an archived project with everything in it, its keys, webhook subscriptions and triggers disabled and its sessions
 *  closed. `resendHeld` enables the subscriptions that were enabled, and sends the deliveries that were held. Throws NOT_FOUND,
 *  and CONFLICT when another project has its name or its slug. */
export async function restoreProject(
  context: RequestContext,
  input: RestoreProjectInput,
): Promise<ProjectRow> {
  const { id, name, slug, resendHeld } = parseInput(restoreProjectInput, input);
  const visible = visibleProjects(context.actor);
  if (idPrefix(id) !== 'proj') throw archivedProjectNotFound();
  return context.db.transaction(async (tx) => {
    await lockOrganization(tx, visible);
    const archived = await lockArchivedProject(tx, visible, id);
    if (!archived) throw archivedProjectNotFound();
    const names = { name: name ?? archived.name, slug: slug ?? archived.slug };
    const now = context.now();
    const isRenamed = names.name !== archived.name || names.slug !== archived.slug;
    await restoreProjectRow(tx, archived, {
      ...names,
      updatedAt: isRenamed ? now : archived.updatedAt,
      enablesWebhooks: resendHeld ?? false,
      now,
    }).catch(explainTaken(names));
    await settle(tx, archived, { resends: resendHeld ?? false, now });
    const project = await lockProject(tx, visible, id);
    if (!project) throw new Error(`The restored project ${id} is missing.`);
    await record(tx, context, { archived, project, resendHeld: resendHeld ?? false });
    return project;
  });
}

async function settle(
  tx: AuthorizedTransaction,
  archived: ArchivedProjectRow,
  { resends, now }: { readonly resends: boolean; readonly now: Date },
): Promise<void> {
  const project = { organizationId: archived.organizationId, projectId: archived.id };
  await settleRestoredRows(tx, archived, now);
  await repeatUntilEmpty(() => (resends ? resendDeliveries(tx, project) : holdDeliveries(tx, project)));
  await renewRateLimits(tx, project);
}

type Restored = {
  readonly archived: ArchivedProjectRow;
  readonly project: ProjectRow;
  readonly resendHeld: boolean;
};

async function record(
  tx: AuthorizedTransaction,
  context: RequestContext,
  { archived, project, resendHeld }: Restored,
): Promise<void> {
  const { organizationId, id, name, slug } = project;
  const owner = { organizationId, projectId: id };
  const counts = {
    apiKeyCount: await countKeys(tx, owner),
    webhookSubscriptionCount: await countSubscriptions(tx, owner),
  };
  const changes = { name, slug, archivedAt: archived.archivedAt, resendHeld, ...counts };
  await recordAudit(tx, context, { action: 'PROJECT_RESTORED', ...owner, targetId: id, changes });
  await emitEvent(tx, context, projectEvent('project.restored', project, counts));
}

/** Converts violations of the unique indexes on names and slugs to a CONFLICT. */
function explainTaken({ name, slug }: { readonly name: string; readonly slug: string }) {
  return (error: unknown): never => {
    throw takenName(error, { name, slug }, (field) => `Give another ${field} in the input.`) ?? error;
  };
}
