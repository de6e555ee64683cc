import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { operator, refusalOf, run, send } from '../../support/client.ts';
import { fillTables } from '../../support/database/fill-tables.ts';
import { rowsOf } from '../../support/database/tables.ts';
import {
  deleteOrganization,
  managedOrganization,
  nameOfOrganization,
} from '../../support/fixtures/organization.ts';
import { purgeAll } from '../../support/fixtures/purge.ts';
import { freshName, makeOrganization, makeProject, makeWorld } from '../../support/fixtures.ts';
import {
  DeleteOrganization,
  ListOrganizations,
  ManagedOrganization,
  SuspendOrganization,
} from '../../support/operations/organization.ts';
import { CreateProject } from '../../support/operations/project.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { type TestServer, useServer } from '../../support/server.ts';

// Nothing purges by itself here.
const server = useServer({ ownDatabase: true, transport: 'network' });

/** Lets the time pass in which rows of deleted organizations can still appear. */
const ageDeletions = ({ database }: TestServer) =>
  database.query(`UPDATE purge SET deleted_at = deleted_at - interval '1 hour', stepped_at = now()`);

/** The number of rows of each table, of one organization, by the catalogue of the database. */
async function countsOf(
  { database }: TestServer,
  organizationId: string,
): Promise<ReadonlyMap<string, number>> {
  const tables = await database.query<{ table: string; column: string }>(`
    SELECT relname AS "table", attname AS "column" FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
      AND (attname = 'organization_id' OR relname = 'organization' AND attname = 'id')`);
  const counts = new Map<string, number>();
  for (const { table, column } of tables) {
    const [row] = await database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM "${table}" WHERE ${column} = '${organizationId}'`,
    );
    counts.set(table, row?.count ?? 0);
  }
  return counts;
}

const nonEmpty = (counts: ReadonlyMap<string, number>) =>
  [...counts].filter(([, count]) => count > 0).map(([table]) => table);

describe('deleteOrganization', () => {
  test('rejects its keys and hides it from the operator as of the response', async () => {
    const { organization, project } = await makeWorld(server);
    await run(server, Viewer, {}, project.credentials);
    const { deleteOrganization: payload } = await deleteOrganization(server, organization);
    expect(payload.deletedOrganizationId).toBe(organization.id);
    for (const credentials of [organization.credentials, project.credentials]) {
      const answer = await send(server, Viewer, {}, credentials);
      expect(answer.status).toBe(401);
      expect(answer.errors).toMatchObject([{ extensions: { reason: 'KEY_UNKNOWN' } }]);
    }
    const { id } = organization;
    const { extensions } = await refusalOf(server, ManagedOrganization, { id }, operator);
    expect(extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'ORGANIZATION_NOT_FOUND' });
    expect((await run(server, ListOrganizations, { search: id }, operator)).organizations.nodes).toEqual([]);
  });

  test('deletes rows that appear after the deletion, and then ends', async () => {
    const { organization } = await makeWorld(server);
    await deleteOrganization(server, organization);
    await purgeAll(server);
    const late = () =>
      server.database.query(`
        INSERT INTO secret_use (organization_id, hash, last_used_at) VALUES ('${organization.id}', 'late', now())`);
    await late();
    await ageDeletions(server);
    expect(nonEmpty(await countsOf(server, organization.id)).toSorted()).toEqual([
      'operator_entry',
      'purge',
      'secret_use',
    ]);
    await purgeAll(server);
    expect(nonEmpty(await countsOf(server, organization.id))).toEqual(['operator_entry']);
  });

  test('deletes no project itself, however many there are', async () => {
    const organization = await makeOrganization(server);
    for (let index = 0; index < 5; index += 1) await makeProject(server, organization);
    expect((await managedOrganization(server, organization)).counts.projectCount).toBe(6);
    await deleteOrganization(server, organization);
    expect((await countsOf(server, organization.id)).get('project')).toBe(6);
    await purgeAll(server);
    expect(nonEmpty(await countsOf(server, organization.id)).toSorted()).toEqual(['operator_entry', 'purge']);
  });
});

describe('the purge of a deleted organization', () => {
  const filled = useServer({ ownDatabase: true, transport: 'network' });

  test('leaves no row in any table of the catalogue, but in the log of the operator', async () => {
    const id = 'org_00000000Catalog0';
    const pool = new pg.Pool({ connectionString: filled.database.url });
    await pool.query(`CREATE TABLE usage_minute_2026_01 PARTITION OF usage_minute
      FOR VALUES FROM ('2026-01-01T00:00:00Z') TO ('2026-02-01T00:00:00Z')`);
    const [key] = await filled.database.query<{ id: string }>(
      `SELECT key_id::text AS id FROM encryption_key`,
    );
    await fillTables(pool, {
      'encryption_key.key_id': `'${key?.id}'`,
      // That of the key.
      'secret_route.hash': `'\\x${Buffer.from('api_key.hash').toString('hex')}'`,
      organization_id: `'${id}'`,
      'organization.id': `'${id}'`,
      'organization.suspended_at': 'NULL',
    }).finally(() => pool.end());
    const tables = [...(await countsOf(filled, id)).keys()].toSorted();
    expect(tables.length).toBeGreaterThan(25);
    expect(nonEmpty(await countsOf(filled, id)).toSorted()).toEqual(tables);
    const neighbour = await makeWorld(filled);
    const others = await rowsOf(filled, neighbour.organization.id);
    await deleteOrganization(filled, { id });
    await purgeAll(filled);
    await ageDeletions(filled);
    await purgeAll(filled);
    expect(nonEmpty(await countsOf(filled, id))).toEqual(['operator_entry']);
    expect(await rowsOf(filled, neighbour.organization.id)).toEqual(others);
  });
});

describe('deleteOrganization rejects', () => {
  test.each([
    ['another name', (name: string) => `${name}x`],
    ['the name in another case', (name: string) => name.toUpperCase()],
    ['an empty name', () => ''],
  ])('%s, and deletes nothing', async (_fault, confirmation) => {
    const { organization } = await makeWorld(server);
    const name = await nameOfOrganization(server, organization);
    const before = await rowsOf(server, organization.id);
    const variables = { input: { id: organization.id, confirmName: confirmation(name) } };
    const { extensions } = await refusalOf(server, DeleteOrganization, variables, operator);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'confirmName' });
    expect(await rowsOf(server, organization.id)).toEqual(before);
  });

  test('a deleted organization, as every other mutation of it does', async () => {
    const organization = await makeOrganization(server);
    const confirmName = await nameOfOrganization(server, organization);
    await deleteOrganization(server, organization);
    const { id } = organization;
    const again = await refusalOf(server, DeleteOrganization, { input: { id, confirmName } }, operator);
    const suspended = await refusalOf(server, SuspendOrganization, { input: { id, reason: 'x' } }, operator);
    for (const { extensions } of [again, suspended])
      expect(extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'ORGANIZATION_NOT_FOUND' });
    const late = { input: { name: freshName('late') } };
    const { extensions } = await refusalOf(server, CreateProject, late, organization.credentials);
    expect(extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'KEY_UNKNOWN' });
  });
});
