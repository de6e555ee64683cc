import fc from 'fast-check';
import { expect } from 'vitest';
import { makeWorld } from '../fixtures.ts';
import type { TestServer } from '../server.ts';
import { assertDescribed } from './rest.ts';
import { restRequests } from './rest-requests.ts';

/** Sends random requests. Each gets an answer of the OpenAPI document with a status below 500. A failure tells its seed and path: give them
 *  to fc.assert to see it again. */
export async function fuzzRest(server: TestServer, requestCount: number): Promise<void> {
  const { organization, project } = await makeWorld(server);
  const given = {
    ids: [organization.id, project.id, 'tool_calls', 'sessions', 'BAILIWICK_GET_PROJECT'],
    credentials: [
      organization.credentials,
      project.credentials,
      { authorization: `Bearer ${organization.secret}` },
    ],
  };
  const property = fc.asyncProperty(restRequests(given), async ({ target, headers, body }) => {
    const [method = '', path = ''] = target.split(/ (.*)/s);
    const hasBody = body !== undefined && method !== 'GET';
    const request = new Request(`http://bailiwick.test${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(hasBody && { body }),
    });
    const {
      status,
      headers: sent,
      ...response
    } = await server.fetch(request).then(async (one) => ({
      status: one.status,
      headers: one.headers,
      text: await one.text(),
    }));
    expect(status, response.text).toBeLessThan(500);
    const answer = { status, headers: sent, text: response.text, body: JSON.parse(response.text || 'null') };
    assertDescribed(method, path, answer);
  });
  await fc.assert(property, { numRuns: requestCount });
}
