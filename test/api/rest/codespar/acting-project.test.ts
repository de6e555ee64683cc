import { beforeAll, describe, expect, test } from 'vitest';
import { rowsOf } from '../../../support/database/tables.ts';
import { type KeyWorld, makeKey } from '../../../support/fixtures/api-key.ts';
import { makeProject, makeWorld, type ProjectWorld, type World } from '../../../support/fixtures.ts';
import { sendCodeSpar, shownId } from '../../../support/http/codespar.ts';
import { useServer } from '../../../support/server.ts';

const server = useServer({ transport: 'each' });
const IGNORED = 'x-codespar-project-ignored';
let world: World;
let sibling: ProjectWorld;
let foreign: World;

beforeAll(async () => {
  [world, foreign] = [await makeWorld(server), await makeWorld(server)];
  sibling = await makeProject(server, world.organization);
});

const open = (sender: Pick<KeyWorld, 'secret'>, project?: string) =>
  sendCodeSpar(server, sender, 'POST /sessions', {
    body: { servers: ['stripe'] },
    ...(project !== undefined && { project }),
  });

describe('x-codespar-project', () => {
  test('names the project of an unpinned key, with either prefix', async () => {
    for (const id of [shownId(sibling.id), sibling.id]) {
      const { status, headers, body } = await open(world.organization, id);
      expect([status, body.project_id]).toEqual([201, shownId(sibling.id)]);
      expect(headers.get(IGNORED)).toBeNull();
    }
  });

  test('absent or empty leads to the default project, also after a promotion', async () => {
    const { organization } = await makeWorld(server);
    for (const project of [undefined, ''])
      expect((await open(organization, project)).body.project_id).toBe(
        shownId(organization.defaultProjectId),
      );
    const { id } = await makeProject(server, organization);
    const promotion = { body: { is_default: true } };
    await sendCodeSpar(server, organization, `PATCH /projects/${shownId(id)}`, promotion);
    expect((await open(organization)).body.project_id).toBe(shownId(id));
  });

  test.each(['prj_short', 'prj_a1b2c3d4e5f6g7h8i', 'org_a1b2c3d4e5f6g7h8', 'x', 'prj_a1b2c3d4e5f6g7h!'])(
    'malformed as %s is refused by every route, and nothing changes',
    async (project) => {
      const { organization } = world;
      const before = await rowsOf(server, organization.id);
      for (const route of [
        'GET /projects',
        'POST /projects',
        `GET /projects/${sibling.id}`,
        `PATCH /projects/${sibling.id}`,
        `DELETE /projects/${sibling.id}`,
        'GET /sessions',
        'POST /sessions',
        'GET /sessions/ses_0000000000000000',
        'GET /sessions/ses_0000000000000000/tool-calls',
        'DELETE /sessions/ses_0000000000000000',
      ] as const) {
        const answer = await sendCodeSpar(server, organization, route, { project });
        expect([answer.status, answer.body.error], route).toEqual([400, 'invalid_project_id']);
      }
      expect(await rowsOf(server, organization.id)).toEqual(before);
    },
  );

  test('of another organization, or of none, is not found by any route', async () => {
    const { organization } = world;
    const before = await rowsOf(server, organization.id);
    const routes = [
      ['GET /projects'],
      ['POST /projects', { name: 'never' }],
      [`GET /projects/${sibling.id}`],
      [`PATCH /projects/${sibling.id}`, { name: 'never' }],
      [`DELETE /projects/${sibling.id}`],
      ['GET /sessions'],
      ['POST /sessions', { servers: [] }],
      ['GET /sessions/ses_0000000000000000'],
      ['DELETE /sessions/ses_0000000000000000'],
    ] as const;
    for (const project of [shownId(foreign.project.id), 'prj_0000000000000000'])
      for (const [route, body] of routes) {
        const sent = body === undefined ? { project } : { project, body };
        const answer = await sendCodeSpar(server, organization, route, sent);
        expect([answer.status, answer.text], route).toEqual([
          404,
          '{"error":"not_found","message":"No such project."}',
        ]);
      }
    expect(await rowsOf(server, organization.id)).toEqual(before);
  });

  test('is ignored, and the response says so, for a key that is pinned to one project', async () => {
    const projectIds = [world.project.id];
    const pinned = await makeKey(server, world.organization, { projectIds });
    for (const sender of [world.project, pinned]) {
      const own = await open(sender, shownId(world.project.id));
      expect([own.status, own.headers.get(IGNORED)]).toEqual([201, null]);
      expect((await open(sender)).headers.get(IGNORED)).toBeNull();
      for (const project of [shownId(sibling.id), shownId(foreign.project.id), 'malformed']) {
        const { status, headers, body } = await open(sender, project);
        expect([status, body.project_id]).toEqual([201, shownId(world.project.id)]);
        expect(headers.get(IGNORED)).toBe('true');
      }
    }
  });

  test('cannot name a project that a key of several projects is not allowed in', async () => {
    const projectIds = [world.project.id, sibling.id];
    const key = await makeKey(server, world.organization, { projectIds });
    expect((await open(key, shownId(sibling.id))).status).toBe(201);
    expect((await open(key, shownId(world.organization.defaultProjectId))).status).toBe(404);
    expect((await open(key)).status).toBe(404);
  });
});
