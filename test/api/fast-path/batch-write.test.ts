import { beforeAll, describe, expect, test } from 'vitest';
import { type Credentials, projectKey, send } from '../../support/client.ts';
import { queriesOf } from '../../support/database/statements.ts';
import { trackCompletion, whileLocked } from '../../support/database/transaction.ts';
import { makeKey } from '../../support/fixtures/api-key.ts';
import { revokeKeys } from '../../support/fixtures/revoked-keys.ts';
import { freshName, makeOrganization, makeProject, type OrganizationWorld } from '../../support/fixtures.ts';
import { RegenerateApiKey } from '../../support/operations/api-key.ts';
import { CreateProject } from '../../support/operations/project.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { useServer } from '../../support/server.ts';

// What several ask for at the same moment is done by one statement. Each test asks for many things at once: the first two
// leave alone, and the others wait for them.

const server = useServer({ transport: 'network' });

let organization: OrganizationWorld;
let other: OrganizationWorld;
beforeAll(async () => {
  organization = await makeOrganization(server);
  other = await makeOrganization(server);
});

/** What is hard to quote. */
const displayNameOf = (name: string) => `"${name}" \\ '{,}' \u00e9\u6f22\u{1f511}`;

const create = (name: string, credentials: Credentials) => {
  const config = { displayName: displayNameOf(name) };
  return send(server, CreateProject, { input: { name, config, shouldCreateApiKey: true } }, credentials);
};

const regenerate = (projectId: string, credentials: Credentials) =>
  send(server, RegenerateApiKey, { input: { projectId } }, credentials);

/** What a key opens. Null: nothing. */
async function openedBy(secret: string | null | undefined): Promise<string | null> {
  const { data } = await send(server, Viewer, {}, projectKey(secret ?? ''));
  return data?.viewer.project?.id ?? null;
}

/** The statements that make projects, each with how many it makes. */
async function creationsOf(work: () => Promise<unknown>) {
  const queries = await queriesOf(work);
  return queries
    .filter(({ text }) => text.includes('insert into "project"'))
    .map(({ text, values }) => {
      const isBatch = text.includes('json_to_recordset');
      return { values, projectCount: isBatch ? JSON.parse(String(values.at(-1))).length : 1 };
    });
}

const COUNT = 40;
const numbers = Array.from({ length: COUNT }, (_, index) => index);

describe('concurrent mutations', () => {
  test('are batched into fewer statements, one organization each, and each gets its own result', async () => {
    const names = numbers.map((number) => `${freshName('batched')}-${number}`);
    const ownerOf = (index: number) => (index % 3 === 0 ? other : organization);
    const answers: Awaited<ReturnType<typeof create>>[] = [];
    const creations = await creationsOf(async () => {
      answers.push(
        ...(await Promise.all(names.map((name, index) => create(name, ownerOf(index).credentials)))),
      );
    });
    expect(creations.reduce((sum, { projectCount }) => sum + projectCount, 0)).toBe(COUNT);
    expect(Math.max(...creations.map(({ projectCount }) => projectCount))).toBeGreaterThan(1);
    for (const { values } of creations)
      expect(values.filter((value) => value === organization.id || value === other.id)).toHaveLength(1);
    for (const [index, { data, errors }] of answers.entries()) {
      expect(errors).toEqual([]);
      const name = names[index] ?? '';
      expect(data?.createProject?.project).toMatchObject({
        name,
        config: { displayName: displayNameOf(name) },
      });
      expect(await openedBy(data?.createProject?.issuedKey?.secret)).toBe(data?.createProject?.project.id);
    }
    const stored = await server.database.query(
      `SELECT name FROM project WHERE organization_id = '${other.id}' AND name LIKE 'batched%'`,
    );
    expect(stored.map(({ name }) => name).sort()).toEqual(
      names.filter((_, index) => ownerOf(index) === other).sort(),
    );
  });

  test('are not rolled back by a failing one', async () => {
    const names = numbers.map((number) => (number % 10 === 9 ? 'default' : freshName('sound')));
    const answers = await Promise.all(names.map((name) => create(name, organization.credentials)));
    const outcomes = answers.map(({ errors }) => errors.map(({ extensions }) => extensions.code).join());
    expect(outcomes).toEqual(names.map((name) => (name === 'default' ? 'CONFLICT' : '')));
  });

  test('of one project are serialized: one key is valid and each call is recorded', async () => {
    const project = await makeProject(server, organization);
    const answers = await Promise.all(
      numbers.slice(0, 12).map(() => regenerate(project.id, organization.credentials)),
    );
    const secrets = answers.map(({ data }) => data?.regenerateApiKey?.issuedKey.secret);
    expect(new Set(secrets).size).toBe(12);
    const opened = await Promise.all(secrets.map(openedBy));
    expect(opened.filter((id) => id === project.id)).toHaveLength(1);
    expect(await openedBy(project.secret)).toBe(null);
    const entries = await server.database.query(`SELECT changes ->> 'apiKeyId' AS id FROM audit_entry
      WHERE project_id = '${project.id}' AND action = 'API_KEY_REGENERATED'`);
    const issued = answers.map(({ data }) => data?.regenerateApiKey?.issuedKey.apiKey.id);
    expect(entries.map(({ id }) => id).sort()).toEqual(issued.sort());
  });
});

test('are not delayed by one that waits for a lock', async () => {
  const projects = await Promise.all(numbers.map(() => makeProject(server, organization)));
  const [held, ...free] = projects;
  if (!held) throw new Error('There is one.');
  const hold = `SELECT FROM project WHERE id = '${held.id}' FOR UPDATE`;
  await whileLocked(server, hold, async (letGo) => {
    const ask = ({ id }: { readonly id: string }) => regenerate(id, organization.credentials);
    const early = free.slice(0, 20).map(ask);
    const late = trackCompletion(ask(held));
    const answers = await Promise.all([...early, ...free.slice(20).map(ask)]);
    for (const { errors } of answers) expect(errors).toEqual([]);
    expect(late.isDone).toBe(false);
    await letGo();
    const { data } = await late.done;
    expect(await openedBy(data?.regenerateApiKey?.issuedKey.secret)).toBe(held.id);
  });
});

describe('concurrent mutations isolate tenants', () => {
  /** A key of one organization, and projects of both. */
  async function meet() {
    const own = await Promise.all(numbers.slice(0, 6).map(() => makeProject(server, organization)));
    const others = await Promise.all(numbers.slice(0, 6).map(() => makeProject(server, other)));
    const second = await makeKey(server, organization, {});
    // Remembered by who they are, so that they leave at once.
    for (const credentials of [organization.credentials, second.credentials])
      for (let time = 0; time < 3; time++)
        await regenerate((await makeProject(server, organization)).id, credentials);
    return { own, others, second };
  }

  test('no mutation reaches the projects of another organization', async () => {
    const { own, others } = await meet();
    const asked = own.flatMap((mine, index) => [
      { id: mine.id, by: organization, isOwn: true },
      { id: others[index]?.id ?? '', by: organization, isOwn: false },
      { id: mine.id, by: other, isOwn: false },
    ]);
    const answers = await Promise.all(asked.map(({ id, by }) => regenerate(id, by.credentials)));
    const outcomes = answers.map(({ errors }) => errors.map(({ extensions }) => extensions.reason).join());
    expect(outcomes).toEqual(asked.map(({ isOwn }) => (isOwn ? '' : 'PROJECT_NOT_FOUND')));
    for (const theirs of others) expect(await openedBy(theirs.secret)).toBe(theirs.id);
    for (const [index, { data }] of answers.entries()) {
      const secret = data?.regenerateApiKey?.issuedKey.secret;
      if (asked[index]?.isOwn) expect(await openedBy(secret)).toBe(asked[index].id);
    }
  });

  test('a revoked key changes nothing and does not delay the others', async () => {
    const { own, second } = await meet();
    await revokeKeys(server, `id = '${second.id}'`);
    const asked = own.map(({ id }, index) => ({ id, isRevoked: index % 2 === 1 }));
    const answers = await Promise.all(
      asked.map(({ id, isRevoked }) => regenerate(id, (isRevoked ? second : organization).credentials)),
    );
    const outcomes = answers.map(({ errors }) => errors.map(({ extensions }) => extensions.reason).join());
    expect(outcomes).toEqual(asked.map(({ isRevoked }) => (isRevoked ? 'KEY_REVOKED' : '')));
    for (const [index, mine] of own.entries())
      expect(await openedBy(mine.secret)).toBe(asked[index]?.isRevoked ? mine.id : null);
  });

  test('each audit entry has its own actor, address and request id', async () => {
    const { own, second } = await meet();
    const asked = own.map(({ id }, index) => ({
      id,
      key: index % 2 === 0 ? second.credentials : organization.credentials,
      agent: `"agent" \\${index}`,
      requestId: `batched-${id}`,
    }));
    await Promise.all(
      asked.map(({ id, key, agent, requestId }) =>
        regenerate(id, { ...key, 'user-agent': agent, 'x-request-id': requestId }),
      ),
    );
    for (const { id, key, agent, requestId } of asked) {
      const entries =
        await server.database.query(`SELECT user_agent, request_id, actor_key_id FROM audit_entry
        WHERE project_id = '${id}' AND action = 'API_KEY_REGENERATED'`);
      expect(entries).toEqual([
        {
          user_agent: agent,
          request_id: requestId,
          actor_key_id: key === second.credentials ? second.id : expect.not.stringMatching(second.id),
        },
      ]);
    }
  });
});
