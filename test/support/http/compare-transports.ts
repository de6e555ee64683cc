import type { Credentials } from '../client.ts';
import type { LocalTestServer } from '../server.ts';
import { type ComparableResponse, toComparable, withoutRateLimitCounts } from './transports.ts';

/** Sends one operation in this process, where it is executed, and three times over the network, where it runs by its plan once
 *  the document and the identity of the key are cached. */
export async function responsesOfTransports(
  server: LocalTestServer,
  body: string,
  headers: Credentials,
): Promise<{ readonly executed: ComparableResponse; readonly planned: readonly ComparableResponse[] }> {
  const make = () =>
    new Request('http://bailiwick.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': 'compared', ...headers },
      body,
    });
  const executed = await toComparableWithoutCounts(await server.fetchInProcess(make()));
  const planned: ComparableResponse[] = [];
  for (let time = 0; time < 3; time++)
    planned.push(await toComparableWithoutCounts(await server.fetchByNetwork(make())));
  return { executed, planned };
}

async function toComparableWithoutCounts(response: Response): Promise<ComparableResponse> {
  const comparable = await toComparable(response);
  return { ...comparable, headers: withoutRateLimitCounts(comparable.headers) };
}
