import { z } from 'zod';
import { LEAKED_SECRETS_MAX, revokeLeakedSecrets } from '../../domain/api-key/revoke-leaked.ts';
import { ANONYMOUS } from '../../domain/core/actor.ts';
import { HttpError } from '../error-response.ts';
import type { HttpContext } from '../http-context.ts';
import { parseObject, readBody } from '../request/body.ts';
import { assertMediaTypes } from '../request/content-negotiation.ts';
import { contextOf } from '../request-context.ts';
import type { RequestState } from '../request-state.ts';

const body = z.strictObject({ secrets: z.array(z.string()).min(1).max(LEAKED_SECRETS_MAX) });

/** Revokes the keys among reported secrets. Needs no API key. The response is the same for every list, so it does not reveal which
 *  secrets are keys. Throws RATE_LIMITED, and an HttpError for any body but a list of secrets. */
export async function handleLeakedKeys(
  app: HttpContext,
  request: Request,
  state: RequestState,
): Promise<Response> {
  const { rateLimiter } = app;
  await rateLimiter.chargeReport(state.readClient());
  assertMediaTypes(request);
  const expected = { noun: 'list', example: '{ "secrets": ["ak_…"] }' };
  const { data } = body.safeParse(parseObject(await readBody(request), expected));
  if (!data)
    throw new HttpError(
      400,
      'The body is not a list of secrets.',
      `Send ${expected.example} with 1 to ${LEAKED_SECRETS_MAX} secrets.`,
    );
  const context = contextOf(app, state, { actor: ANONYMOUS });
  await rateLimiter.runKeyless(() => revokeLeakedSecrets(context, data.secrets));
  return Response.json({ received: true });
}
