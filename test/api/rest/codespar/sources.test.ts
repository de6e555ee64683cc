import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeOrganization, makeProject } from '../../../support/fixtures.ts';
import { curl } from '../../../support/process/curl.ts';
import { useServer } from '../../../support/server.ts';

// The requests that CodeSpar's page on projects shows, with its commands. Host, key and ids are replaced.
const server = useServer({ transport: 'network' });

const LIST_DEFAULT = `curl "https://api.codespar.dev/v1/projects?is_default=true" \\
  -H "Authorization: Bearer csk_live_..."`;
const CREATE_SESSION = `curl -X POST https://api.codespar.dev/v1/sessions \\
  -H "Authorization: Bearer csk_live_..." \\
  -H "x-codespar-project: prj_a1b2c3d4e5f6g7h8" \\
  -H "Content-Type: application/json" \\
  -d '{"servers": ["stripe"]}'`;
const PROMOTE = `curl -X PATCH https://api.codespar.dev/v1/projects/prj_... \\
  -H "Authorization: Bearer csk_live_..." \\
  -H "Content-Type: application/json" \\
  -d '{"is_default": true}'`;
const DELETE = `curl -X DELETE https://api.codespar.dev/v1/projects/prj_... \\
  -H "Authorization: Bearer csk_live_..."`;

type Replaced = { readonly key: string; readonly project?: string };

const shown = (id: string) => id.replace('proj_', 'prj_');

async function run(command: string, { key, project = '' }: Replaced) {
  const { url } = await server.listen();
  return curl(
    command
      .replace('https://api.codespar.dev', url)
      .replace('csk_live_...', key)
      .replace(/prj_(?:\.\.\.|a1b2c3d4e5f6g7h8)/, shown(project)),
  );
}

const withoutHeader = (command: string) => command.replace(/^ +-H "x-codespar-project.*\n/m, '');

test('the default project is found by is_default=true', async () => {
  const { id, defaultProjectId, secret: key } = await makeOrganization(server);
  const { status, body } = await run(LIST_DEFAULT, { key });
  expect(status).toBe(200);
  const project = {
    id: shown(defaultProjectId),
    org_id: id,
    name: 'default',
    slug: 'default',
    is_default: true,
    environment: 'live',
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
  };
  expect(body).toEqual({ projects: [project], data: [project], total: 1, limit: 50, offset: 0 });
  expect(body.projects[0].id).toMatch(/^prj_[A-Za-z0-9]{16}$/);
});

test('an unpinned key creates a session in the project of the header', async () => {
  const organization = await makeOrganization(server);
  const project = await makeProject(server, organization);
  const { status, body } = await run(CREATE_SESSION, { key: organization.secret, project: project.id });
  expect(status).toBe(201);
  expect(body).toEqual({
    id: expect.stringMatching(/^ses_/),
    org_id: organization.id,
    project_id: shown(project.id),
    user_id: 'default',
    servers: ['stripe'],
    status: 'active',
    created_at: expect.any(String),
    closed_at: null,
  });
});

test('an unpinned key creates a session in the default project without the header', async () => {
  const organization = await makeOrganization(server);
  await makeProject(server, organization);
  const { status, body } = await run(withoutHeader(CREATE_SESSION), { key: organization.secret });
  expect(status).toBe(201);
  expect(body.project_id).toBe(shown(organization.defaultProjectId));
});

test('the project of a pinned key wins over the header', async () => {
  const organization = await makeOrganization(server);
  const project = await makeProject(server, organization);
  const { defaultProjectId: other } = organization;
  const { status, headers, body } = await run(CREATE_SESSION, { key: project.secret, project: other });
  expect(status).toBe(201);
  expect(body.project_id).toBe(shown(project.id));
  expect(headers.get('x-codespar-project-ignored')).toBe('true');
});

test('a project of another organization is not found', async () => {
  const [mine, other] = [await makeOrganization(server), await makeOrganization(server)];
  const answer = await run(CREATE_SESSION, { key: mine.secret, project: other.defaultProjectId });
  expect(answer.status).toBe(404);
  expect(answer.body).toEqual({ error: 'not_found', message: 'No such project.' });
});

test('a project is promoted by PATCH, and the previous default demoted', async () => {
  const organization = await makeOrganization(server);
  const { id } = await makeProject(server, organization);
  const { secret: key, defaultProjectId } = organization;
  const promoted = await run(PROMOTE, { key, project: id });
  expect(promoted.status).toBe(200);
  expect(promoted.body).toMatchObject({ id: shown(id), is_default: true });
  const { body } = await run(LIST_DEFAULT.replace('=true', '=false'), { key });
  expect(body.projects).toMatchObject([{ id: shown(defaultProjectId), is_default: false }]);
  const unset = await run(PROMOTE.replace('true', 'false'), { key, project: id });
  expect(unset.status).toBe(400);
  expect(unset.body).toMatchObject({ error: 'invalid_body', issues: [{ path: ['is_default'] }] });
});

test('a project is deleted, but not the default project nor the last one', async () => {
  const organization = await makeOrganization(server);
  const { secret: key, defaultProjectId } = organization;
  const refusal = (error: string) => ({
    error,
    message: expect.any(String),
    project_id: shown(defaultProjectId),
  });
  const last = await run(DELETE, { key, project: defaultProjectId });
  expect([last.status, last.body]).toEqual([409, refusal('cannot_delete_last_project')]);
  const { id } = await makeProject(server, organization);
  const ofDefault = await run(DELETE, { key, project: defaultProjectId });
  expect([ofDefault.status, ofDefault.body]).toEqual([409, refusal('cannot_delete_default')]);
  const deleted = await run(DELETE, { key, project: id });
  expect([deleted.status, deleted.body]).toEqual([204, null]);
  expect((await run(DELETE, { key, project: id })).status).toBe(404);
});

test('a key of CodeSpar itself is refused with the kinds of keys that are accepted', async () => {
  const { status, headers, body } = await run(LIST_DEFAULT, { key: 'csk_live_4f9a2b7c' });
  expect(status).toBe(401);
  expect(body).toEqual({ error: 'unauthorized', message: expect.stringContaining('oak_') });
  expect(headers.get('www-authenticate')).toContain('Bearer');
});

test('the commands of the guide work as they are written', async () => {
  const { secret, defaultProjectId } = await makeOrganization(server);
  const { url } = await server.listen();
  const page = await readFile(join(import.meta.dirname, '../../../../docs/guides/rest-codespar.md'), 'utf8');
  const [, block = ''] = /```bash\n(.*?)```/s.exec(page) ?? [];
  const variables = { BAILIWICK_URL: url, BAILIWICK_ORG_KEY: secret, PROJECT_ID: shown(defaultProjectId) };
  const commands = block.trim().split('\n\n');
  const [found, created] = await Promise.all(commands.map((command) => curl(command, variables)));
  expect(found?.body.projects).toMatchObject([{ id: shown(defaultProjectId), is_default: true }]);
  expect(created?.body).toMatchObject({ project_id: shown(defaultProjectId), servers: ['stripe'] });
});
