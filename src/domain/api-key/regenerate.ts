import { z } from 'zod';
import { violatedUniqueIndex, violatesForeignKey } from '../../postgres/database.ts';
import type { CallerArguments } from '../../repositories/api-key/caller.ts';
import {
  KEY_NAME_INDEX,
  type ReplaceKeysArguments,
  replaceKeys,
} from '../../repositories/api-key/regenerate.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { auditEntry } from '../audit-log/record.ts';
import type { Actor } from '../core/actor.ts';
import { projectNotFound } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { requireVisibleProject, visibleProjects } from '../core/tenancy.ts';
import { parseInput } from '../core/validation.ts';
import { eventArguments } from '../events/emit.ts';
import { callerArguments, writeAsCaller } from './caller.ts';
import { assertNoEscalation, assertScopesWithin } from './escalation.ts';
import { apiKeyData, generateKey, type IssuedKey, type NewKey, UNRESTRICTED } from './issue.ts';

const regenerateInput = z.object({ projectId: z.string() });

export type RegenerateInput = z.input<typeof regenerateInput>;

/** Issues a new key and revokes every older key of the project in the same statement: as of the response, no old key is
 *  accepted. The secret is returned once and never stored. Not idempotent. Throws NOT_FOUND for a project that the actor
 *  cannot see. */
export async function regenerateApiKey(
  context: RequestContext,
  input: RegenerateInput,
): Promise<{ project: ProjectRow; issuedKey: IssuedKey }> {
  const { projectId } = parseInput(regenerateInput, input);
  const sender = callerArguments(context.actor);
  if (idPrefix(projectId) !== 'proj') throw projectNotFound();
  requireVisibleProject(visibleProjects(context.actor), projectId);
  assertScopesWithin(context.actor, { ...UNRESTRICTED, projectId });
  const requireAllowed = (actor: Actor) => assertNoEscalation(actor, { ...UNRESTRICTED, projectId });
  for (;;) {
    const args = replacement(context, sender, projectId);
    try {
      const [project] = await writeAsCaller(context, replaceKeys, args, requireAllowed);
      if (!project) throw projectNotFound();
      return { project, issuedKey: { secret: args.secret, apiKey: args.apiKey } };
    } catch (error) {
      if (violatesForeignKey(error)) throw projectNotFound();
      // A concurrent regeneration was committed first. Retry, so that its key is revoked too.
      if (violatedUniqueIndex(error) !== KEY_NAME_INDEX) throw error;
    }
  }
}

/** Returns a new key of the project, with its audit entry and its event. */
function replacement(
  context: RequestContext,
  sender: CallerArguments,
  projectId: string,
): ReplaceKeysArguments & NewKey {
  const at = context.now();
  const owner = { organizationId: sender.organizationId, projectId };
  const { secret, apiKey, keyHash } = generateKey(context, owner, { now: at });
  const changes = { apiKeyId: apiKey.id };
  return {
    secret,
    sender,
    projectId,
    apiKey,
    keyHash,
    audit: auditEntry(context, {
      action: 'API_KEY_REGENERATED',
      organizationId: owner.organizationId,
      projectId,
      targetId: projectId,
      changes,
      at,
    }),
    event: eventArguments(context, {
      type: 'api_key.regenerated',
      organizationId: owner.organizationId,
      projectId,
      data: apiKeyData(apiKey),
      at,
    }),
  };
}
