import { notServedHere } from '../../rest/failure.ts';
import type { Route } from '../../rest/route.ts';
import { allowedMethods } from '../../rest/router.ts';
import { HttpError } from '../error-response.ts';
import type { HttpContext } from '../http-context.ts';
import type { RestRequest } from './request.ts';

/** Returns the route of a request. Throws 404 or 405 for a request without one, which is charged to its address. */
export function findRoute({ rateLimiter }: HttpContext, request: RestRequest): Route {
  const { method, readClient, found } = request;
  const { place, family } = found;
  const route = place?.routes.get(method);
  if (route) return route;
  rateLimiter.chargeKeyless(readClient());
  const unserved = place?.unserved.get(method);
  if (unserved) throw notServedHere(unserved.why);
  if (!place || place.routes.size === 0)
    throw new HttpError(
      404,
      'No route at this path.',
      `${family.prefixes[0]}/openapi.json describes the routes.`,
    );
  const allow = allowedMethods(place);
  throw new HttpError(405, `Method ${method} is not allowed.`, `Send ${allow}.`, { allow });
}
