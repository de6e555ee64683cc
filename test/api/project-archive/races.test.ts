import { describe, expect, test } from 'vitest';
import { send } from '../../support/client.ts';
import { archive } from '../../support/fixtures/project-archive.ts';
import { freshName, makeOrganization, makeProject, type OrganizationWorld } from '../../support/fixtures.ts';
import { CreateProject, DeleteProject, UpdateProject } from '../../support/operations/project.ts';
import { RestoreProject } from '../../support/operations/project-archive.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'network' });

const ROUNDS = 3;

/** Reasons for which an operation may be rejected beside others. */
const EXPECTED = [
  undefined,
  'CANNOT_DELETE_DEFAULT',
  'PROJECT_NOT_FOUND',
  'ARCHIVED_PROJECT_NOT_FOUND',
  'NAME_TAKEN',
  'SLUG_TAKEN',
];

const rowsIn = (table: string, { id }: OrganizationWorld) =>
  server.database.query<{ id: string; name: string; slug: string; is_default: boolean }>(
    `SELECT id, name, slug, is_default FROM ${table} WHERE organization_id = '${id}'`,
  );

const isDistinct = (values: readonly string[]) => new Set(values).size === values.length;

describe('20 concurrent archives, restores, renames, promotions and creations', () => {
  test('leave exactly one default project, unique names and slugs, and each project once', async () => {
    const organization = await makeOrganization(server);
    const { credentials } = organization;
    const names = Array.from({ length: 4 }, () => freshName('contested'));
    const projects = await Promise.all(
      names.flatMap((name) => [
        makeProject(server, organization, { name }),
        makeProject(server, organization),
      ]),
    );
    for (let round = 0; round < ROUNDS; round += 1) {
      const answers = await Promise.all(
        projects.slice(0, 4).flatMap(({ id }, index) => {
          const name = names[(index + round) % names.length] ?? '';
          const other = projects[(index + 4) % projects.length]?.id ?? '';
          return [
            send(server, DeleteProject, { input: { id } }, credentials),
            send(server, RestoreProject, { input: { id: other } }, credentials),
            send(server, UpdateProject, { input: { id: other, name, slug: name } }, credentials),
            send(server, UpdateProject, { input: { id, isDefault: true } }, credentials),
            send(server, CreateProject, { input: { name } }, credentials),
          ];
        }),
      );
      for (const { errors } of answers) expect(EXPECTED).toContain(errors[0]?.extensions.reason);
      const live = await rowsIn('project', organization);
      const archived = await rowsIn('archived_project', organization);
      expect(live.filter((row) => row.is_default)).toHaveLength(1);
      expect(archived.filter((row) => row.is_default)).toEqual([]);
      expect(isDistinct(live.map(({ name }) => name))).toBe(true);
      expect(isDistinct(live.map(({ slug }) => slug))).toBe(true);
      expect(isDistinct([...live, ...archived].map(({ id }) => id))).toBe(true);
      for (const { id } of projects) expect([...live, ...archived].map((row) => row.id)).toContain(id);
    }
  });

  test('of ten restores one succeeds', async () => {
    const organization = await makeOrganization(server);
    const project = await makeProject(server, organization);
    const id = await archive(server, { organization, project });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        send(server, RestoreProject, { input: { id } }, organization.credentials),
      ),
    );
    const reasons = answers.map(({ errors }) => errors[0]?.extensions.reason);
    expect(reasons.filter((reason) => reason === undefined)).toHaveLength(1);
    expect(reasons.filter((reason) => reason === 'ARCHIVED_PROJECT_NOT_FOUND')).toHaveLength(9);
  });
});
