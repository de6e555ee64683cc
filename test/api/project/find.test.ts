import { describe, expect, test } from 'vitest';
import { type Answer, type Credentials, refusalOf, run, send } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { makeOrganization, makeProject, type OrganizationWorld } from '../../support/fixtures.ts';
import { RegenerateApiKey } from '../../support/operations/api-key.ts';
import { GetNode, GetNodes } from '../../support/operations/node.ts';
import {
  CreateProject,
  DeleteProject,
  FindProject,
  GetProject,
  ListProjects,
  UpdateProject,
} from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

const UNKNOWN_ID = `proj_${'0'.repeat(16)}`;

const MALFORMED_IDS = [
  '',
  ' ',
  'default',
  'proj_',
  'proj_0',
  `proj_${'0'.repeat(17)}`,
  `PROJ_${'0'.repeat(16)}`,
  `prj_${'0'.repeat(16)}`,
  "proj_'; DROP TABLE project",
  '*',
];

const NOT_FOUND = { code: 'NOT_FOUND', reason: 'PROJECT_NOT_FOUND' };

async function idOf(variables: { id?: string; slug?: string | null }, headers: Credentials): Promise<string> {
  return (await run(server, GetProject, variables, headers)).project.id;
}

async function extensionsOf(variables: { id?: string; slug?: string }, headers: Credentials) {
  return (await refusalOf(server, GetProject, variables, headers)).extensions;
}

/** The same request id makes answers comparable letter for letter. */
const traced = (headers: Credentials) => ({ ...headers, 'x-request-id': 'the-same' });

const byHeader = (headers: Credentials, id: string) => ({ ...headers, 'x-project-id': id });

/** Everything that is stored of an organization: a refused write leaves it as it was. */
const stored = ({ id }: OrganizationWorld) => rowsOf(server, id);

describe('project', () => {
  test('is found by id and by slug with an organization key', async () => {
    const organization = await makeOrganization(server);
    const { id } = await makeProject(server, organization, { name: 'Staging' });
    expect(await idOf({ id }, organization.credentials)).toBe(id);
    expect(await idOf({ slug: 'staging' }, organization.credentials)).toBe(id);
  });

  test('is the one of x-project-id for an organization key without arguments', async () => {
    const organization = await makeOrganization(server);
    const { id } = await makeProject(server, organization);
    expect(await idOf({}, byHeader(organization.credentials, id))).toBe(id);
  });

  test('is the one of the arguments, whatever x-project-id names', async () => {
    const organization = await makeOrganization(server);
    const named = await makeProject(server, organization, { name: 'named' });
    const other = await makeProject(server, organization);
    for (const header of [other.id, UNKNOWN_ID, 'nonsense']) {
      const headers = byHeader(organization.credentials, header);
      expect(await idOf({ id: named.id }, headers)).toBe(named.id);
      expect(await idOf({ slug: 'named' }, headers)).toBe(named.id);
    }
  });

  test('is the default one for an organization key without arguments and header, when that changes too', async () => {
    const organization = await makeOrganization(server);
    const { id } = await makeProject(server, organization);
    expect(await idOf({}, organization.credentials)).toBe(organization.defaultProjectId);
    expect(await idOf({ slug: null }, organization.credentials)).toBe(organization.defaultProjectId);
    await run(server, UpdateProject, { input: { id, isDefault: true } }, organization.credentials);
    expect(await idOf({}, organization.credentials)).toBe(id);
  });

  test('is its own project for a project key, named or not', async () => {
    const organization = await makeOrganization(server);
    const project = await makeProject(server, organization, { name: 'own' });
    for (const variables of [{}, { id: project.id }, { slug: 'own' }]) {
      expect(await idOf(variables, project.credentials)).toBe(project.id);
    }
  });

  test('is not affected by x-project-id for a project key', async () => {
    const organization = await makeOrganization(server);
    const project = await makeProject(server, organization);
    const foreign = await makeOrganization(server);
    const others = [organization.defaultProjectId, foreign.defaultProjectId, UNKNOWN_ID, 'nonsense'];
    for (const header of others) {
      expect(await idOf({}, byHeader(project.credentials, header))).toBe(project.id);
    }
  });

  test('lists its keys without secrets', async () => {
    const organization = await makeOrganization(server);
    const project = await makeProject(server, organization);
    const answer = await send(server, GetProject, { id: project.id }, organization.credentials);
    expect(answer.data?.project.apiKeys).toMatchObject([{ last4: project.secret.slice(-4) }]);
    expect(answer.text).not.toContain(project.secret);
  });
});

describe('project rejects', () => {
  test('an id together with a slug, for both kinds of keys', async () => {
    const organization = await makeOrganization(server);
    const project = await makeProject(server, organization, { name: 'named' });
    for (const headers of [organization.credentials, project.credentials]) {
      const extensions = await extensionsOf({ id: project.id, slug: 'named' }, headers);
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field: 'id' });
    }
  });

  test.each([UNKNOWN_ID, ...MALFORMED_IDS])('the id "%s", as an argument and as a header', async (id) => {
    const organization = await makeOrganization(server);
    expect(await extensionsOf({ id }, organization.credentials)).toMatchObject(NOT_FOUND);
    expect(await extensionsOf({}, byHeader(organization.credentials, id))).toMatchObject(NOT_FOUND);
  });

  test.each(['pro\u0000j', '\u0000', '\ud800'])('an id that PostgreSQL cannot store: %j', async (id) => {
    const organization = await makeOrganization(server);
    expect(await extensionsOf({ id }, organization.credentials)).toMatchObject(NOT_FOUND);
  });

  test.each(['unknown', '', 'DEFAULT', 'de\u0000fault', 'x'.repeat(65)])('the slug %j', async (slug) => {
    const organization = await makeOrganization(server);
    expect(await extensionsOf({ slug }, organization.credentials)).toMatchObject(NOT_FOUND);
  });

  test('a project key with another project of its organization', async () => {
    const organization = await makeOrganization(server);
    const project = await makeProject(server, organization);
    const sibling = await makeProject(server, organization, { name: 'sibling' });
    expect(await extensionsOf({ id: sibling.id }, project.credentials)).toMatchObject(NOT_FOUND);
    expect(await extensionsOf({ slug: 'sibling' }, project.credentials)).toMatchObject(NOT_FOUND);
    expect(await extensionsOf({ slug: 'default' }, project.credentials)).toMatchObject(NOT_FOUND);
  });
});

type Trespass = (id: string, headers: Credentials) => Promise<Answer<unknown>>;

const trespasses: readonly (readonly [string, Trespass])[] = [
  ['project by its id', (id, headers) => send(server, GetProject, { id }, headers)],
  ['project by the header', (id, headers) => send(server, GetProject, {}, byHeader(headers, id))],
  ['Organization.project', (id, headers) => send(server, FindProject, { id }, headers)],
  ['node', (id, headers) => send(server, GetNode, { id }, headers)],
  ['nodes', (id, headers) => send(server, GetNodes, { ids: [id, id] }, headers)],
  [
    'updateProject with a new name',
    (id, headers) => send(server, UpdateProject, { input: { id, name: 'mine' } }, headers),
  ],
  ['updateProject with nothing', (id, headers) => send(server, UpdateProject, { input: { id } }, headers)],
  [
    'updateProject with the default mark',
    (id, headers) => send(server, UpdateProject, { input: { id, isDefault: true } }, headers),
  ],
  ['deleteProject', (id, headers) => send(server, DeleteProject, { input: { id } }, headers)],
  [
    'regenerateApiKey',
    (id, headers) => send(server, RegenerateApiKey, { input: { projectId: id } }, headers),
  ],
];

describe('project isolates tenants', () => {
  test.each(trespasses)(
    '%s returns the bytes of an unknown id for a foreign one, and changes nothing',
    async (_name, trespass) => {
      const [own, foreign] = [await makeOrganization(server), await makeOrganization(server)];
      const target = await makeProject(server, foreign);
      const before = [await stored(own), await stored(foreign)];
      const headers = traced(own.credentials);
      const unknown = await trespass(UNKNOWN_ID, headers);
      for (const id of [target.id, foreign.defaultProjectId, 'nonsense']) {
        const answer = await trespass(id, headers);
        expect(answer.text).toBe(unknown.text);
        expect(answer.status).toBe(unknown.status);
        expect(answer.text).not.toContain(target.name);
      }
      expect([await stored(own), await stored(foreign)]).toEqual(before);
      for (const error of unknown.errors) expect(error.extensions).toMatchObject(NOT_FOUND);
    },
  );

  test('a foreign slug or name returns the bytes of an unknown one', async () => {
    const [own, foreign] = [await makeOrganization(server), await makeOrganization(server)];
    await makeProject(server, foreign, { name: 'theirs' });
    const headers = traced(own.credentials);
    const answers = ['theirs', 'nobodys'].map(async (name) => [
      (await send(server, GetProject, { slug: name }, headers)).text,
      (await send(server, FindProject, { slug: name }, headers)).text,
      (await send(server, FindProject, { name }, headers)).text,
    ]);
    const [theirs, nobodys] = await Promise.all(answers);
    expect(theirs).toEqual(nobodys);
  });

  test('a project key gets the bytes of an unknown project for a sibling', async () => {
    const organization = await makeOrganization(server);
    const [own, sibling] = [await makeProject(server, organization), await makeProject(server, organization)];
    const headers = traced(own.credentials);
    const askFor = async (id: string) => [
      (await send(server, GetProject, { id }, headers)).text,
      (await send(server, GetNode, { id }, headers)).text,
    ];
    expect(await askFor(sibling.id)).toEqual(await askFor(UNKNOWN_ID));
  });

  test('node and nodes return what the key may read and null for everything foreign', async () => {
    const [own, foreign] = [await makeOrganization(server), await makeOrganization(server)];
    const [mine, theirs] = [await makeProject(server, own), await makeProject(server, foreign)];
    const keysOf = async (project: { id: string; credentials: Credentials }) =>
      (await run(server, GetProject, {}, project.credentials)).project.apiKeys.map(({ id }) => id);
    const ids = [own.id, mine.id, ...(await keysOf(mine))];
    const foreignIds = [foreign.id, theirs.id, ...(await keysOf(theirs)), foreign.defaultProjectId];
    for (const headers of [own.credentials, mine.credentials]) {
      const { nodes } = await run(server, GetNodes, { ids: [...ids, ...foreignIds] }, headers);
      expect(nodes.map((node) => node?.id ?? null)).toEqual([...ids, ...foreignIds.map(() => null)]);
      for (const id of foreignIds) {
        expect(await run(server, GetNode, { id }, headers)).toEqual({ node: null });
      }
    }
  });

  test('lists, names and defaults of one organization contain no project of another one', async () => {
    const [own, foreign] = [await makeOrganization(server), await makeOrganization(server)];
    await makeProject(server, foreign);
    const { organization } = await run(server, ListProjects, { first: 100 }, own.credentials);
    expect(organization.projects.totalCount).toBe(1);
    expect(organization.projects.nodes.map(({ id }) => id)).toEqual([own.defaultProjectId]);
    const created = await run(server, CreateProject, { input: { name: 'fresh' } }, own.credentials);
    const found = await run(server, FindProject, { name: 'fresh' }, own.credentials);
    expect(found.organization.project?.id).toBe(created.createProject.project.id);
  });
});
