import { z } from 'zod';
import { mergeObjects } from '../../lib/assign.ts';
import { violatedUniqueIndex, violatesForeignKey } from '../../postgres/database.ts';
import {
  KEY_NAME_INDEX,
  type ReplaceKeysArguments,
  replaceKeys,
} from '../../repositories/api-key/regenerate.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { auditArguments } from '../audit-log/record.ts';
import { projectNotFound } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { requireVisibleProject } from '../core/tenancy.ts';
import { parseInput } from '../core/validation.ts';
import { eventArguments } from '../events/emit.ts';
import { callerArguments, writeAsCaller } from './caller.ts';
import { assertNoEscalation } from './escalation.ts';
import { apiKeyData, generateKey, type IssuedKey, issuedKey, type NewKey, UNRESTRICTED } from './issue.ts';

const regenerateInput = z.object({ projectId: z.string() });

export type RegenerateInput = z.input<typeof regenerateInput>;

/** Issues a new key and revokes every older key of the project in the same statement: as of the response, no old key is
 *  accepted. The secret is returned once and never stored. Not idempotent. Throws NOT_FOUND for a project that the actor
 *  cannot see. */
export async function regenerateApiKey(
  context: RequestContext,
  input: RegenerateInput,
): Promise<{ project: ProjectRow; issuedKey: IssuedKey }> {
  return regenerateWith(context, input, async (args) => {
    const [project] = await writeAsCaller(context, replaceKeys, args, (actor) =>
      assertNoEscalation(actor, { ...UNRESTRICTED, projectId: args.projectId }),
    );
    if (!project) throw projectNotFound();
    const { organizationId, id: projectId } = project;
    return { project, issuedKey: issuedKey(args, { organizationId, projectId }) };
  });
}

/** Runs `regenerateApiKey` by the given statement. */
export async function regenerateWith<Result>(
  context: RequestContext,
  input: RegenerateInput,
  replace: (args: ReplaceKeysArguments & NewKey) => Promise<Result>,
): Promise<Result> {
  const { projectId } = parseInput(regenerateInput, input);
  const sender = callerArguments(context.actor);
  if (idPrefix(projectId) !== 'proj') throw projectNotFound();
  requireVisibleProject(context.actor, projectId);
  for (;;) {
    const key = generateKey(context, 'project');
    const { organizationId } = sender;
    const { apiKey } = issuedKey(key, { organizationId, projectId });
    const audit = auditArguments(context, {
      action: 'API_KEY_REGENERATED',
      changes: { apiKeyId: key.keyId },
    });
    const event = eventArguments(context, {
      type: 'api_key.regenerated',
      organizationId,
      projectId,
      data: apiKeyData(apiKey),
    });
    try {
      return await replace(mergeObjects(sender, audit, event, key, { projectId }));
    } catch (error) {
      if (violatesForeignKey(error)) throw projectNotFound();
      // A concurrent regeneration was committed first. Retry, so that its key is revoked too.
      if (violatedUniqueIndex(error) !== KEY_NAME_INDEX) throw error;
    }
  }
}
