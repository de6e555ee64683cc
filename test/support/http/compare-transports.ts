import type { Credentials } from '../client.ts';
import type { LocalTestServer } from '../server.ts';
import { type ComparableResponse, toComparable, withoutRateLimitCounts } from './transports.ts';

/** Sends one body in this process, to the API, and three times over the network, so that the fast path, which caches a
 *  document at its first request, has answered in each of its modes. */
export async function responsesOfTransports(
  server: LocalTestServer,
  body: string,
  headers: Credentials,
): Promise<{ readonly api: ComparableResponse; readonly fastPath: readonly ComparableResponse[] }> {
  const make = () =>
    new Request('http://bailiwick.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': 'compared', ...headers },
      body,
    });
  const api = await toComparableWithoutCounts(await server.fetchInProcess(make()));
  const fastPath: ComparableResponse[] = [];
  for (let time = 0; time < 3; time++)
    fastPath.push(await toComparableWithoutCounts(await server.fetchByNetwork(make())));
  return { api, fastPath };
}

async function toComparableWithoutCounts(response: Response): Promise<ComparableResponse> {
  const comparable = await toComparable(response);
  return { ...comparable, headers: withoutRateLimitCounts(comparable.headers) };
}
