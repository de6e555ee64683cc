import type { Credentials } from './client.ts';
import type { LocalTestServer } from './server.ts';

export type Twin = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** What belongs to the connection and not to the answer. */
const ofTheConnection = ['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding'];

async function record(answer: Promise<Response>): Promise<Twin> {
  const response = await answer;
  const headers = [...response.headers]
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !ofTheConnection.includes(name));
  return { status: response.status, headers: Object.fromEntries(headers), body: await response.text() };
}

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
  const api = await record(server.fetchInProcess(make()));
  const lane: Twin[] = [];
  for (let time = 0; time < 3; time++) lane.push(await record(server.fetchByNetwork(make())));
  return { api, lane };
}
