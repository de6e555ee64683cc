import { DAY_MS } from '../../lib/duration.ts';
import type { ApiKeyRow } from '../../repositories/api-key/read.ts';
import { hasScope } from '../core/permissions.ts';
import type { RequestContext } from '../core/request-context.ts';
import type { DeletionPreview } from '../deletion-preview/preview.ts';
import { usageBreakdown } from './read.ts';

/** A key that a deletion stops. */
export type StoppedKey = {
  readonly apiKey: ApiKeyRow;
  /** Tool calls that were recorded with the key. Null: the caller may not read usage. */
  readonly callsLast7Days: bigint | null;
};

/** Returns the keys that a deletion stops, with their calls. */
export async function stoppedKeys(
  context: RequestContext,
  { organizationId, projectId, stops }: DeletionPreview,
): Promise<readonly StoppedKey[]> {
  const keys = await stops();
  if (keys.length === 0 || !hasScope(context.actor, 'usage:read'))
    return keys.map((apiKey) => ({ apiKey, callsLast7Days: null }));
  const { groups } = await usageBreakdown(
    context,
    { organizationId, projectId },
    {
      entityType: 'TOOL_CALL',
      groupBy: 'API_KEY',
      from: new Date(context.startedAt.getTime() - 7 * DAY_MS),
      filter: { apiKeyIds: keys.map(({ id }) => id) },
      first: keys.length,
      isCounted: false,
    },
  );
  const calls = new Map(groups.map(({ key, total }) => [key, total]));
  return keys.map((apiKey) => ({ apiKey, callsLast7Days: calls.get(apiKey.id) ?? 0n }));
}
