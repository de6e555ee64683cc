import { z } from 'zod';
import { LEAKED_SECRETS_MAX, revokeLeakedSecrets } from '../../domain/api-key/revoke-leaked.ts';
import { defineRoute, type Route } from '../route.ts';

const revokeKeys = defineRoute({
  method: 'POST',
  path: '/api_key_revocation',
  operationId: 'revokeLeakedKeys',
  tag: 'Leaked keys',
  summary: 'Report leaked keys',
  description:
    'Revokes the keys among the reported secrets. Needs no key. The answer does not tell which secrets are keys.',
  auth: null,
  scope: null,
  twin: null,
  body: {
    api_keys: z.array(z.string()).max(LEAKED_SECRETS_MAX, `must have at most ${LEAKED_SECRETS_MAX} entries`),
  },
  answer: z.object({ received: z.literal(true) }),
  run: async ({ context, body }) => {
    await revokeLeakedSecrets(context, body.api_keys);
    return { received: true as const };
  },
});

export const apiKeyRevocationRoutes: readonly Route[] = [revokeKeys];
