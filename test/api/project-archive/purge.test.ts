import { describe, expect, test } from 'vitest';
import { tablesOfProject } from '../../../src/repositories/purge.ts';
import { projectKey, refusalOf, run, send } from '../../support/client.ts';
import { columnsContaining } from '../../support/database/tables.ts';
import { makeKey } from '../../support/fixtures/api-key.ts';
import {
  archive,
  archivedProjects,
  deletePermanently,
  fillProject,
  restore,
} from '../../support/fixtures/project-archive.ts';
import { purgeAll } from '../../support/fixtures/purge.ts';
import { makeSubscription } from '../../support/fixtures/webhook.ts';
import { makeProject, makeWorld, type World } from '../../support/fixtures.ts';
import { DeleteProject } from '../../support/operations/project.ts';
import { ArchiveProject, PurgeProject, RestoreProject } from '../../support/operations/project-archive.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { useServer } from '../../support/server.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

// Nothing purges by itself here.
const server = useServer({ ownDatabase: true, transport: 'network' });
let daysPassed = 0;
const now = () => new Date(Date.now() + daysPassed * DAY_MS);
const strict = useServer({
  ownDatabase: true,
  transport: 'network',
  env: { PROJECT_RETENTION_DAYS: '7', PROJECT_RETENTION_DAYS_MIN: '3' },
  overrides: { clock: { now } },
});
const immediate = useServer({
  ownDatabase: true,
  transport: 'network',
  env: { PROJECT_RETENTION_DAYS: '0' },
});

const purge = (id: string, { organization }: World, of = server) =>
  run(of, PurgeProject, { input: { id } }, organization.credentials);

const entriesOf = (id: string) =>
  server.database.query<{ action: string; actor_kind: string }>(
    `SELECT action, actor_kind FROM audit_entry WHERE target_id = '${id}' ORDER BY position`,
  );

const eventsOf = (id: string) =>
  server.database.query(
    `SELECT event_type FROM webhook_delivery WHERE subscription_id = '${id}' ORDER BY created_at`,
  );

/** Makes an archived project due, as if its time had passed. */
const expire = (id: string) =>
  server.database.query(
    `UPDATE archived_project SET purge_at = now() - interval '1 second' WHERE id = '${id}'`,
  );

/** History of the organization, which outlives its projects. */
const KEPT = ['audit_entry.project_id', 'audit_entry.target_id', 'webhook_delivery.payload'];

describe('purgeProject', () => {
  test('leaves no row of the project in any table, and keeps those of siblings', async () => {
    const world = await makeWorld(server);
    const { rotated } = await fillProject(server, world);
    const { id: subscriptionId } = await makeSubscription(server, world.organization, {
      events: ['PROJECT_ARCHIVED', 'PROJECT_PURGED'],
    });
    const sibling = { ...world, project: await makeProject(server, world.organization) };
    await fillProject(server, sibling);
    const id = await archive(server, world);
    await purge(id, world);
    expect(await archivedProjects(server, world)).toEqual([]);
    const { errors } = await send(server, Viewer, {}, projectKey(rotated.secret));
    expect(errors).toMatchObject([{ extensions: { reason: 'KEY_UNKNOWN' } }]);
    expect(await eventsOf(subscriptionId)).toHaveLength(1);
    await purgeAll(server);
    const places = await columnsContaining(server, id);
    expect(places.filter((place) => !KEPT.includes(place))).toEqual([]);
    for (const table of [...tablesOfProject, 'api_key', 'webhook_delivery']) {
      const rows = await server.database.query(
        `SELECT FROM ${table} WHERE project_id = '${sibling.project.id}' LIMIT 1`,
      );
      expect(rows, table).toHaveLength(1);
    }
    expect(await eventsOf(subscriptionId)).toEqual([
      { event_type: 'project.archived' },
      { event_type: 'project.purged' },
    ]);
    const steps = (await entriesOf(id)).filter(({ action }) => action.startsWith('PROJECT_'));
    expect(steps.slice(-3)).toEqual([
      { action: 'PROJECT_ARCHIVED', actor_kind: 'organization' },
      { action: 'PROJECT_PURGE_STARTED', actor_kind: 'organization' },
      { action: 'PROJECT_PURGED', actor_kind: 'system' },
    ]);
  });

  test('is done by the system when a project is due, and not before', async () => {
    const world = await makeWorld(server);
    await fillProject(server, world);
    const kept = await archive(server, world, (await makeProject(server, world.organization)).id);
    const id = await archive(server, world);
    await purgeAll(server);
    expect(await archivedProjects(server, world)).toHaveLength(2);
    await expire(id);
    await purgeAll(server);
    expect(await archivedProjects(server, world)).toMatchObject([{ id: kept }]);
    const places = await columnsContaining(server, id);
    expect(places.filter((place) => !KEPT.includes(place))).toEqual([]);
    const steps = (await entriesOf(id)).filter(({ action }) => action.startsWith('PROJECT_PURGE'));
    expect(steps).toEqual([
      { action: 'PROJECT_PURGE_STARTED', actor_kind: 'system' },
      { action: 'PROJECT_PURGED', actor_kind: 'system' },
    ]);
  });

  test('cannot be undone, and cannot be repeated', async () => {
    const world = await makeWorld(server);
    const id = await archive(server, world);
    await purge(id, world);
    const { credentials } = world.organization;
    const notFound = { code: 'NOT_FOUND', reason: 'ARCHIVED_PROJECT_NOT_FOUND' };
    const input = { id };
    const refused = [
      await refusalOf(server, RestoreProject, { input }, credentials),
      await refusalOf(server, PurgeProject, { input }, credentials),
    ];
    for (const { extensions } of refused) expect(extensions).toMatchObject(notFound);
  });

  test('continues if another release finished the rows and left the project', async () => {
    const world = await makeWorld(server);
    const id = await archive(server, world);
    await purge(id, world);
    await server.database.query(`DELETE FROM purge WHERE subject_id = '${id}'`);
    await purgeAll(server);
    expect(await server.database.query(`SELECT FROM archived_project WHERE id = '${id}'`)).toEqual([]);
  });

  test('is left to the deletion of the organization if that comes first', async () => {
    const world = await makeWorld(server);
    await fillProject(server, world);
    await archive(server, world);
    await server.database.query(`DELETE FROM organization WHERE id = '${world.organization.id}'`);
    await purgeAll(server);
    await server.database.query(
      `UPDATE purge SET deleted_at = now() - interval '1 hour', stepped_at = now()`,
    );
    await purgeAll(server);
    expect(await columnsContaining(server, world.project.id)).toEqual([]);
  });
});

describe('purgeProject rejects', () => {
  test('keys without the scope projects:purge, which nothing implies, as deleteProject permanently does', async () => {
    const world = await makeWorld(server);
    const { id } = await makeProject(server, world.organization);
    const archivedId = await archive(server, world);
    const missing = { code: 'FORBIDDEN', reason: 'SCOPE_MISSING' };
    for (const scopes of [null, ['projects:write'] as const]) {
      const { credentials } = await makeKey(server, world.organization, { scopes: scopes && [...scopes] });
      const purging = await refusalOf(server, PurgeProject, { input: { id: archivedId } }, credentials);
      expect(purging.extensions).toMatchObject(missing);
      const input = { id, permanently: true };
      const deleting = await refusalOf(server, DeleteProject, { input }, credentials);
      expect(deleting.extensions).toMatchObject(missing);
      expect(deleting.message).toContain('projects:purge');
    }
    expect(await archivedProjects(server, world)).toMatchObject([{ id: archivedId }]);
  });

  test('every key before the minimum retention has passed', async () => {
    daysPassed = 0;
    const world = await makeWorld(strict);
    const { credentials } = world.organization;
    const other = await makeProject(strict, world.organization);
    const id = await archive(strict, world);
    const retained = { code: 'CONFLICT', reason: 'PROJECT_RETAINED' };
    const input = { id: other.id, permanently: true };
    const deleting = await refusalOf(strict, DeleteProject, { input }, credentials);
    expect(deleting.extensions).toMatchObject(retained);
    for (const days of [0, 2.9]) {
      daysPassed = days;
      const { extensions } = await refusalOf(strict, PurgeProject, { input: { id } }, credentials);
      expect(extensions).toMatchObject(retained);
    }
    daysPassed = 3;
    expect(await purge(id, world, strict)).toMatchObject({ purgeProject: { purgedProjectId: id } });
  });
});

describe('a server without retention', () => {
  test('deletes at once, with the scope projects:write alone', async () => {
    const world = await makeWorld(immediate);
    const { credentials } = await makeKey(immediate, world.organization, { scopes: ['projects:write'] });
    const input = { id: world.project.id };
    const { deleteProject } = await run(immediate, ArchiveProject, { input }, credentials);
    expect(deleteProject.archivedProject).toBeNull();
    expect(await archivedProjects(immediate, world)).toEqual([]);
    const { errors } = await send(immediate, Viewer, {}, world.project.credentials);
    expect(errors).toMatchObject([{ extensions: { reason: 'KEY_UNKNOWN' } }]);
  });
});

describe('deleteProject rejects', () => {
  test('a full archive, until a project returns or is purged', async () => {
    const world = await makeWorld(server);
    const { credentials } = world.organization;
    const first = await archive(server, world, (await makeProject(server, world.organization)).id);
    await server.database.query(`
      INSERT INTO archived_project SELECT (jsonb_populate_record(kept,
        jsonb_build_object('id', 'proj_' || lpad(n::text, 16, '0')))).*
      FROM archived_project kept, generate_series(1, 999) n WHERE id = '${first}'`);
    const input = { id: world.project.id };
    const { extensions } = await refusalOf(server, DeleteProject, { input }, credentials);
    expect(extensions).toMatchObject({ code: 'CONFLICT', reason: 'ARCHIVE_FULL' });
    const another = await makeProject(server, world.organization);
    await deletePermanently(server, world, another.id);
    await restore(server, world, { id: first });
    await archive(server, world);
  });
});
