import type { Credentials } from '../client.ts';
import type { LocalTestServer } from '../server.ts';
import { type Twin, twinOf, withoutCount } from './transports.ts';

/** The answers to one body: of the API in this process, and over the network often enough that the lane, which learns a
 *  document when it meets it, has answered in each of its ways. */
export async function answerTwins(
  server: LocalTestServer,
  body: string,
  headers: Credentials,
): Promise<{ readonly api: Twin; readonly lane: readonly Twin[] }> {
  const make = () =>
    new Request('http://bailiwick.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': 'twin', ...headers },
      body,
    });
  const api = await comparable(await server.fetchInProcess(make()));
  const lane: Twin[] = [];
  for (let time = 0; time < 3; time++) lane.push(await comparable(await server.fetchByNetwork(make())));
  return { api, lane };
}

async function comparable(response: Response): Promise<Twin> {
  const twin = await twinOf(response);
  return { ...twin, headers: withoutCount(twin.headers) };
}
