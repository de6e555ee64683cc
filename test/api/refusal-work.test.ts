import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { describe, expect, test, vi } from 'vitest';
import { type Credentials, organizationKey, projectKey, run } from '../support/client.ts';
import { queriesOf } from '../support/database/statements.ts';
import { checksumOf, unknownSecret } from '../support/fixtures/secrets.ts';
import { makeWorld } from '../support/fixtures.ts';
import { RegenerateApiKey } from '../support/operations/api-key.ts';
import { Viewer } from '../support/operations/viewer.ts';
import { useServer } from '../support/server.ts';

// How long a refusal takes is not measured: a single look-up would drown in noise. What is done for it is counted.

const server = useServer({ transport: 'each' });

async function refuse(headers: Credentials): Promise<void> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: Viewer.toString() }),
  };
  const answer = await server.fetch(new Request('http://bailiwick.test/graphql', init));
  expect(answer.status).toBe(401);
  await answer.text();
}

/** The hashes that are computed while `work` runs: each by its algorithm and the length of its input. */
async function hashesOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const spy = vi.spyOn(crypto, 'hash');
  syncBuiltinESMExports();
  try {
    await work();
    return spy.mock.calls.map(([algorithm, data]) => `${algorithm} ${String(data).length}`);
  } finally {
    spy.mockRestore();
    syncBuiltinESMExports();
  }
}

/** The statements and hashes of a refusal. The second one is looked at: the first may still find what was remembered. */
async function workOf(credentials: Credentials) {
  await refuse(credentials);
  let statements: readonly string[] = [];
  const hashes = await hashesOf(async () => {
    const queries = await queriesOf(() => refuse(credentials));
    statements = queries.map(({ name, text }) => `${name}: ${text}`);
  });
  return { statements, hashes };
}

/** A text as long as a key that begins like one, as far as `length` says. */
const spoiled = (secret: string, length: number) =>
  `${secret.slice(0, length) + unknownSecret('ak_').slice(length, -1)}_`;

/** A key of the right form that begins like another one, as far as `length` says. */
function likeness(secret: string, length: number): string {
  const body = spoiled(secret, length).slice(0, -6);
  return body + checksumOf(body);
}

describe('a rejected key costs as many statements and hashes', () => {
  test('whether it was ever valid, and however many characters of a valid one it has', async () => {
    const { organization, project } = await makeWorld(server);
    await run(server, RegenerateApiKey, { input: { projectId: project.id } }, organization.credentials);
    const { project: other } = await makeWorld(server);
    const unknown = await workOf(projectKey(unknownSecret('ak_')));
    expect(unknown.statements).toHaveLength(1);
    // The fast path hashes once more, to forget the sender.
    expect(new Set(unknown.hashes)).toEqual(new Set([`sha256 ${unknownSecret('ak_').length}`]));
    for (const secret of [likeness(other.secret, 10), likeness(other.secret, 28)])
      expect(await workOf(projectKey(secret))).toEqual(unknown);
    // Its organization is known: the one statement looks in there.
    const revoked = await workOf(projectKey(project.secret));
    expect(revoked.statements).toHaveLength(unknown.statements.length);
    expect(revoked.hashes).toEqual(unknown.hashes);
    const ofOrganization = await workOf(organizationKey(unknownSecret('oak_')));
    expect(ofOrganization.statements).toEqual(unknown.statements);
    expect(ofOrganization.hashes).toHaveLength(unknown.hashes.length);
  });

  // Less than above: the checksum that they fail is public.
  test('none if it is malformed, however many characters of a valid one it has', async () => {
    const { project } = await makeWorld(server);
    const malformed = [
      spoiled(unknownSecret('ak_'), 4),
      spoiled(project.secret, 10),
      spoiled(project.secret, 28),
      `${project.secret.slice(0, -1)}_`,
    ];
    for (const secret of malformed)
      expect(await workOf(projectKey(secret))).toEqual({ statements: [], hashes: [] });
  });
});
