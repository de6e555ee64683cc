import { describe, expect, test } from 'vitest';
import { credentialsOf } from '../../support/audit-cases/audit-case.ts';
import { auditCases } from '../../support/audit-cases/audit-cases.ts';
import { type Credentials, post, run, send } from '../../support/client.ts';
import { columnsContaining } from '../../support/database/tables.ts';
import { storedAnswers, withKey } from '../../support/fixtures/idempotency.ts';
import { freshName, makeOrganization, makeProject, makeWorld } from '../../support/fixtures.ts';
import { faultOf } from '../../support/http/request.ts';
import { RegenerateApiKey } from '../../support/operations/api-key.ts';
import { CreateProject, ListProjects } from '../../support/operations/project.ts';
import { CreateSession } from '../../support/operations/session.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

const SECRET = /\b(?:oak_|ak_|whsec_)[\w+/=]{20,}/g;

/** The audit cases whose answers contain a secret. */
const SHOWING =
  /^(createOrganization|createProject with a|createApiKey|rotateApiKey|regenerateApiKey|createWebhook|rotateWebhook)/;

const creation = () => ({ input: { name: freshName('project'), shouldCreateApiKey: true } });

async function projectCount(credentials: Credentials): Promise<number> {
  return (await run(server, ListProjects, {}, credentials)).organization.projects.edges.length;
}

/** A body as it came, without what tells that it came again. */
function withoutMark(text: string): unknown {
  const { extensions: _, ...result } = JSON.parse(text);
  return result;
}

describe('a mutation with an Idempotency-Key', () => {
  test('is executed once and its response is replayed without secrets', async () => {
    const { credentials } = await makeOrganization(server);
    const headers = { ...credentials, ...withKey() };
    const variables = creation();
    const first = await send(server, CreateProject, variables, headers);
    const { project, issuedKey } = first.data?.createProject ?? {};
    expect(issuedKey?.secret).toMatch(/^ak_/);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(first.text).not.toContain('idempotency');
    for (let time = 0; time < 3; time++) {
      const again = await send(server, CreateProject, variables, headers);
      expect(again.status).toBe(200);
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      expect(JSON.parse(again.text)).toEqual({
        data: {
          createProject: { ...first.data?.createProject, project, issuedKey: { ...issuedKey, secret: null } },
        },
        extensions: {
          idempotency: { replayed: true, withheld: ['createProject.issuedKey.secret'] },
        },
      });
    }
    expect(await projectCount(credentials)).toBe(2);
  });

  test('is executed once for the same variables in another order, however the secret is aliased', async () => {
    const { credentials } = await makeOrganization(server);
    const headers = { ...credentials, ...withKey() };
    const query = `mutation ($input: CreateProjectInput!) {
      made: createProject(input: $input) { ...Made issuedKey { known: secret } } }
      fragment Made on CreateProjectPayload { project { id } issuedKey { apiKey { id } also: secret } }`;
    const name = freshName('project');
    const ask = (input: object) =>
      post<object>(server, JSON.stringify({ query, variables: { input } }), headers);
    const first = await ask({ name, shouldCreateApiKey: true });
    const again = await ask({ shouldCreateApiKey: true, name });
    expect(first.text.match(SECRET)).toHaveLength(2);
    expect(withoutMark(again.text)).toEqual(
      JSON.parse(first.text.replace(SECRET, 'gone').replaceAll('"gone"', 'null')),
    );
  });

  test.each(Object.entries(auditCases))(
    '%s: the response is replayed unchanged, without storing a secret',
    async (name, { actor, prepare }) => {
      const world = await makeWorld(server);
      const { attempt } = await prepare(server, world);
      const key = withKey();
      const first = await attempt(key);
      expect(first.errors).toEqual([]);
      const again = await attempt(key);
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      const secrets = first.text.match(SECRET) ?? [];
      expect(secrets.length > 0).toBe(SHOWING.test(name));
      const shown = JSON.parse(
        secrets.reduce((text, secret) => text.replaceAll(`"${secret}"`, 'null'), first.text),
        (member, value) => (member === 'credentials' ? null : value),
      );
      expect(withoutMark(again.text)).toEqual(shown);
      const owner = 'x-operator-key' in credentialsOf(world, actor) ? '' : world.organization.id;
      const bodies = (await storedAnswers(server.database, owner)).map(({ body }) => body ?? '');
      expect(bodies.length).toBeGreaterThan(0);
      expect(bodies.filter((body) => /"credentials":[^n]/.test(body))).toEqual([]);
      for (const secret of secrets) {
        expect(bodies.filter((body) => body.includes(secret))).toEqual([]);
        expect(await columnsContaining(server, secret)).toEqual([]);
      }
    },
  );

  test('is stored encrypted', async () => {
    const { credentials } = await makeOrganization(server);
    const name = freshName('a-name-to-look-for');
    await send(server, CreateProject, { input: { name } }, { ...credentials, ...withKey() });
    expect(await columnsContaining(server, name)).not.toContain('idempotency_key.body');
  });

  test('is replayed with its errors, unless it was a bad request', async () => {
    const { organization, project } = await makeWorld(server);
    const query = `mutation ($name: String!) {
      one: createSession(input: { userId: $name, toolkitSlugs: ["github"] }) { session { id } }
      other: createSession(input: { userId: "", toolkitSlugs: ["github"] }) { session { id } } }`;
    const headers = { ...project.credentials, ...withKey() };
    const ask = () => post(server, JSON.stringify({ query, variables: { name: 'jane' } }), headers);
    const first = await ask();
    expect(first.errors.map(({ path }) => path)).toEqual([['other']]);
    const again = await ask();
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.status).toBe(first.status);
    expect(withoutMark(again.text)).toEqual(withoutMark(first.text));
    const input = { projectId: 'proj_0000000000000000' };
    const missing = { ...organization.credentials, ...withKey() };
    for (const replayed of [null, 'true']) {
      const answer = await send(server, RegenerateApiKey, { input }, missing);
      expect(faultOf(answer).extensions.reason).toBe('PROJECT_NOT_FOUND');
      expect(answer.headers.get('idempotency-replayed')).toBe(replayed);
    }
  });

  test('has no effect on queries', async () => {
    const { credentials } = await makeOrganization(server);
    for (const key of [withKey('same'), withKey('same'), withKey('x'.repeat(300))]) {
      const answer = await send(server, Viewer, {}, { ...credentials, ...key });
      expect(answer.errors).toEqual([]);
      expect(answer.headers.get('idempotency-replayed')).toBeNull();
    }
  });
});

describe('an Idempotency-Key is released after', () => {
  test('a request that was rejected before execution', async () => {
    const { organization, project } = await makeWorld(server);
    const key = withKey();
    const headers = { ...organization.credentials, ...key };
    const bad = [
      { input: { name: '' } },
      { input: {} },
      { input: { name: freshName('project'), slug: 'default' } },
    ];
    const reasons = [];
    for (const variables of bad.slice(0, 2)) {
      const answer = await post(
        server,
        JSON.stringify({ query: CreateProject.toString(), variables }),
        headers,
      );
      reasons.push(faultOf(answer).extensions.reason);
    }
    expect(reasons).toEqual(['INVALID_VALUE', 'INVALID_VARIABLES']);
    for (const body of ['{', '{"query":"mutation { nothing }"}', '{"query":"{ viewer { kind } }"}'])
      await post(server, body, headers);
    // Of another kind, and so refused, and another actor anyway.
    await send(server, CreateProject, creation(), { ...project.credentials, ...key });
    const done = await send(server, CreateProject, creation(), headers);
    expect(done.errors).toEqual([]);
    expect(done.headers.get('idempotency-replayed')).toBeNull();
  });
});

describe('an Idempotency-Key is rejected for', () => {
  test('a request that differs from its first one', async () => {
    const { credentials } = await makeOrganization(server);
    const headers = { ...credentials, ...withKey() };
    const variables = creation();
    await run(server, CreateProject, variables, headers);
    const project = await makeProject(server, { ...(await makeOrganization(server)), credentials });
    const others = [
      [CreateProject.toString(), creation(), headers],
      [`${CreateProject.toString()} `, variables, headers],
      [RegenerateApiKey.toString(), { input: { projectId: project.id } }, headers],
      [CreateProject.toString(), variables, { ...headers, 'x-project-id': project.id }],
    ] as const;
    for (const [query, given, sent] of others) {
      const answer = await post(server, JSON.stringify({ query, variables: given }), sent);
      expect(answer.status).toBe(409);
      expect(answer.data ?? null).toBeNull();
      expect(faultOf(answer).extensions).toMatchObject({
        code: 'CONFLICT',
        reason: 'IDEMPOTENCY_KEY_REUSED',
      });
    }
    expect(await projectCount(credentials)).toBe(3);
  });

  test.each([[''], ['x'.repeat(256)], ['caf\u00e9'], ['tab\there']])('the value %j', async (key) => {
    const { credentials } = await makeOrganization(server);
    const answer = await send(server, CreateProject, creation(), { ...credentials, ...withKey(key) });
    expect(answer.status).toBe(400);
    expect(faultOf(answer).extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_REQUEST' });
    expect(await projectCount(credentials)).toBe(1);
  });
});

describe('an Idempotency-Key isolates tenants', () => {
  test('equal keys of different API keys do not collide', async () => {
    const [one, other] = [await makeWorld(server), await makeWorld(server)];
    const sibling = await makeProject(server, one.organization);
    const key = withKey();
    const input = { userId: freshName('user'), toolkitSlugs: ['github'] };
    const ids = [];
    for (const { credentials } of [one.project, other.project, sibling]) {
      const answer = await send(server, CreateSession, { input }, { ...credentials, ...key });
      expect(answer.headers.get('idempotency-replayed')).toBeNull();
      ids.push(answer.data?.createSession?.session.id);
    }
    expect(new Set(ids).size).toBe(3);
  });
});
