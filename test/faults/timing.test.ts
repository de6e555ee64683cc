import { describe, expect, test } from 'vitest';
import { type Credentials, organizationKey, projectKey, run } from '../support/client.ts';
import { RegenerateApiKey, Viewer } from '../support/operations/foundation.ts';
import { checksumOf, unknownSecret } from '../support/secrets.ts';
import { useServer } from '../support/server.ts';
import { makeWorld } from '../support/world.ts';

const server = useServer({ ways: 'once' });

const ROUNDS = 400;
/** Far above what is left of the noise in a median of so many, far below any look that one kind of key would take and another
 *  one not. What a network adds is larger. */
const DIFFERENCE_MS_MAX = 1.5;

async function timeOf(headers: Credentials): Promise<number> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: Viewer.toString() }),
  };
  const startedAt = performance.now();
  const answer = await server.fetchByNetwork(new Request('http://bailiwick.test/graphql', init));
  const tookMs = performance.now() - startedAt;
  expect(answer.status).toBe(401);
  await answer.text();
  return tookMs;
}

const median = (times: readonly number[]) =>
  times.toSorted((one, other) => one - other)[times.length >> 1] ?? 0;

/** A text as long as a key that begins like one, as far as `length` says. */
const spoiled = (secret: string, length: number) =>
  `${secret.slice(0, length) + unknownSecret('ak_').slice(length, -1)}_`;

/** A key of the right form that begins like another one, as far as `length` says. */
function likeness(secret: string, length: number): string {
  const body = spoiled(secret, length).slice(0, -6);
  return body + checksumOf(body);
}

/** How far apart the kinds of keys are. By turns, so that whatever else the machine does falls upon all alike. */
async function expectAlike(keys: readonly (() => Credentials)[]): Promise<void> {
  const times = keys.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, key] of keys.entries()) times[index]?.push(await timeOf(key()));
  }
  const medians = times.map(median);
  expect(Math.max(...medians) - Math.min(...medians), medians.join()).toBeLessThan(DIFFERENCE_MS_MAX);
}

describe('how long a refusal takes tells nothing of', () => {
  test('whether a key was ever good, or how much of one was guessed', async () => {
    const { organization, project } = await makeWorld(server);
    await run(server, RegenerateApiKey, { input: { projectId: project.id } }, organization.credentials);
    const { project: other } = await makeWorld(server);
    await expectAlike([
      () => projectKey(unknownSecret('ak_')),
      () => projectKey(project.secret),
      () => projectKey(likeness(other.secret, 10)),
      () => projectKey(likeness(other.secret, 28)),
      () => organizationKey(unknownSecret('oak_')),
    ]);
  });

  // Sooner than those above: anybody can compute the checksum that they fail.
  test('how much of a good key a malformed one has right', async () => {
    const { project } = await makeWorld(server);
    await expectAlike([
      () => projectKey(spoiled(unknownSecret('ak_'), 4)),
      () => projectKey(spoiled(project.secret, 10)),
      () => projectKey(spoiled(project.secret, 28)),
      () => projectKey(`${project.secret.slice(0, -1)}_`),
    ]);
  });
});
