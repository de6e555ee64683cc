import { ANONYMOUS } from '../../domain/core/actor.ts';
import type { HttpContext } from '../http-context.ts';
import { commonHeaders, type HttpResponse } from '../response.ts';
import { answerRoute } from './answer-route.ts';
import { remainingPoints } from './rate-limit-headers.ts';
import { rejectRequest } from './reject-request.ts';
import type { RestAnswer, RestRequest } from './request.ts';

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/** Handles a request to a REST API: everything between its HTTP headers and its response. Throws for bugs of this function only. The
 *  caller releases the slot of the request when the response is sent. */
export async function handleRestRequest(app: HttpContext, request: RestRequest): Promise<HttpResponse> {
  const { chargeState, telemetry, requestId, method, found } = request;
  telemetry.caller = { requestId, actor: ANONYMOUS };
  telemetry.chargeState = chargeState;
  if (found.place) telemetry.route = { method, template: found.place.template };
  const answer = await answerRoute(app, request).catch((error) => rejectRequest(app, request, error));
  const excess = await app.rateLimiter.chargeRejected(chargeState, telemetry.caller?.actor ?? ANONYMOUS);
  const sent = excess === null ? answer : await rejectRequest(app, request, excess);
  return toResponse(app, request, sent);
}

function toResponse(
  { cors, rateLimiter }: HttpContext,
  { requestId, headers: sentHeaders, chargeState }: RestRequest,
  { status, headers, body }: RestAnswer,
): HttpResponse {
  return {
    status,
    headers: {
      ...commonHeaders(requestId),
      ...(body !== '' && JSON_TYPE),
      ...cors.headersFor(sentHeaders.get('origin')),
      ...rateLimiter.headersOf(chargeState),
      ...remainingPoints(chargeState),
      ...headers,
    },
    body,
  };
}
