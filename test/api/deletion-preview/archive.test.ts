import { describe, expect, test } from 'vitest';
import { type Credentials, refusalOf, run, send } from '../../support/client.ts';
import { makeKey } from '../../support/fixtures/api-key.ts';
import { makeAuthConfig } from '../../support/fixtures/auth-config.ts';
import { countsOf, previewOf } from '../../support/fixtures/deletion-preview.ts';
import { archive, fillProject, restore } from '../../support/fixtures/project-archive.ts';
import { makeProject, makeWorld, type World } from '../../support/fixtures.ts';
import { PreviewPermanentDeletion, PreviewPurges } from '../../support/operations/deletion-preview.ts';
import { DeleteProject } from '../../support/operations/project.ts';
import { PurgeProject } from '../../support/operations/project-archive.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();
const retaining = useServer({ env: { PROJECT_RETENTION_DAYS: '7', PROJECT_RETENTION_DAYS_MIN: '2' } });
const deleting = useServer({ env: { PROJECT_RETENTION_DAYS: '0' } });

const permanent = {
  keeps: ['AUDIT_ENTRIES', 'ORGANIZATION_DELIVERIES', 'UPSTREAM_TOKENS', 'BACKUPS'],
  irreversible: [
    'OBJECT_REMOVED',
    'CREDENTIALS_ERASED',
    'SECRETS_INVALIDATED',
    'SESSIONS_CLOSED',
    'HISTORY_ERASED',
    'DELIVERIES_NOT_SENT',
  ],
  restorableDays: 0,
};

async function permanentPreviewOf(id: string, credentials: Credentials, on = server) {
  const { node } = await run(on, PreviewPermanentDeletion, { id }, credentials);
  if (!node || !('deletionPreview' in node)) throw new Error(`${id} has no preview.`);
  return node.deletionPreview;
}

async function purgePreviewOf(id: string, credentials: Credentials, on = server) {
  const { organization } = await run(on, PreviewPurges, {}, credentials);
  const project = organization.archivedProjects.nodes.find((one) => one.id === id);
  if (!project) throw new Error(`${id} is not archived.`);
  return project.deletionPreview;
}

const purge = async ({ organization }: World, input: { id: string; expectedFingerprint?: string }) =>
  (await send(server, PurgeProject, { input }, organization.credentials)).errors[0]?.extensions.reason;

describe('the preview of a project', () => {
  test('says for how many days everything that is removed can be restored, and what is lost at once', async () => {
    const { organization, project } = await makeWorld(server);
    expect(await previewOf(server, project.id, organization.credentials)).toMatchObject({
      keeps: ['ARCHIVED_OBJECTS', ...permanent.keeps],
      irreversible: ['FORMER_SECRETS_EXPIRED', 'SESSIONS_CLOSED'],
      restorableDays: 7,
    });
  });

  test('with permanently says that nothing can be restored, with the same counts and fingerprint', async () => {
    const world = await makeWorld(server);
    const { organization, project } = world;
    await fillProject(server, world);
    const archival = await previewOf(server, project.id, organization.credentials);
    const preview = await permanentPreviewOf(project.id, organization.credentials);
    expect(preview).toEqual({ ...archival, ...permanent });
    const input = { id: project.id, permanently: true, expectedFingerprint: archival.fingerprint };
    await makeAuthConfig(server, project);
    const error = await refusalOf(server, DeleteProject, { input }, organization.credentials);
    expect(error.extensions.reason).toBe('CHANGED_SINCE_PREVIEW');
    const { fingerprint: expectedFingerprint } = await previewOf(
      server,
      project.id,
      organization.credentials,
    );
    await run(server, DeleteProject, { input: { ...input, expectedFingerprint } }, organization.credentials);
  });

  test('is that of a permanent deletion where the server does not archive', async () => {
    const { organization, project } = await makeWorld(deleting);
    expect(await previewOf(deleting, project.id, organization.credentials)).toMatchObject(permanent);
  });

  test('with permanently has the blocker PROJECT_RETAINED while the server retains projects', async () => {
    const { organization, project } = await makeWorld(retaining);
    const { id } = project;
    const input = { id, permanently: true };
    const error = await refusalOf(retaining, DeleteProject, { input }, organization.credentials);
    const blocker = { reason: 'PROJECT_RETAINED', suggestedFix: error.extensions.suggestedFix };
    expect(error.extensions.reason).toBe('PROJECT_RETAINED');
    expect((await previewOf(retaining, id, organization.credentials)).blockers).toEqual([]);
    expect((await permanentPreviewOf(id, organization.credentials, retaining)).blockers).toEqual([blocker]);
    await archive(retaining, { organization, project });
    expect((await purgePreviewOf(id, organization.credentials, retaining)).blockers).toEqual([blocker]);
  });
});

describe('ArchivedProject.deletionPreview', () => {
  test('counts what the project had, and stops no key', async () => {
    const world = await makeWorld(server);
    const { organization, project } = world;
    await fillProject(server, world);
    const before = await previewOf(server, project.id, organization.credentials);
    await archive(server, world);
    const preview = await purgePreviewOf(project.id, organization.credentials);
    expect(preview).toMatchObject({ ...permanent, blockers: [], withheld: [] });
    expect(countsOf(preview)).toEqual(countsOf(before));
    expect(preview.removes.map(({ examples }) => examples)).toEqual(
      before.removes.map(({ examples }) => examples),
    );
    await restore(server, world, { id: project.id });
    expect(countsOf(await previewOf(server, project.id, organization.credentials))).toEqual(countsOf(before));
  });

  test('has a fingerprint for purgeProject, which is rejected for that of another archived project', async () => {
    const world = await makeWorld(server);
    const { organization, project } = world;
    const other = await makeProject(server, organization);
    for (const id of [project.id, other.id]) await archive(server, world, id);
    const { fingerprint } = await purgePreviewOf(project.id, organization.credentials);
    const wrong = await purgePreviewOf(other.id, organization.credentials);
    const { id } = project;
    expect(await purge(world, { id, expectedFingerprint: wrong.fingerprint })).toBe('CHANGED_SINCE_PREVIEW');
    expect(await purge(world, { id, expectedFingerprint: fingerprint })).toBeUndefined();
    expect(await purge(world, { id: other.id })).toBeUndefined();
  });

  test('changes when an archived key is reported as leaked', async () => {
    const world = await makeWorld(server);
    const { organization, project } = world;
    await archive(server, world);
    const { fingerprint: expectedFingerprint } = await purgePreviewOf(project.id, organization.credentials);
    const report = new Request('http://bailiwick.test/keys/revoke', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secrets: [project.secret] }),
    });
    const { status } = await server.fetch(report);
    expect(status).toBeLessThan(300);
    expect(await purge(world, { id: project.id, expectedFingerprint })).toBe('CHANGED_SINCE_PREVIEW');
  });

  test('counts only what the key may read, of archived projects that it sees', async () => {
    const world = await makeWorld(server);
    const { organization, project } = world;
    await fillProject(server, world);
    const limited = await makeKey(server, organization, {
      scopes: ['organization:read', 'projects:read', 'triggers:read'],
    });
    const sibling = await makeProject(server, organization);
    const pinned = await makeKey(server, organization, { projectIds: [sibling.id] });
    await archive(server, world);
    expect(countsOf(await purgePreviewOf(project.id, limited.credentials))).toEqual({ TRIGGER: 1 });
    const { organization: seen } = await run(server, PreviewPurges, {}, pinned.credentials);
    expect(seen.archivedProjects.nodes).toEqual([]);
  });
});
