import { describe, expect, test } from 'vitest';
import type { CreateProjectInput } from '../../generated/graphql.ts';
import { type Credentials, organizationKey, projectKey, refusalOf, run, send } from '../../support/client.ts';
import { queriesOf } from '../../support/database/statements.ts';
import { rowsOf, rowsWithoutDenials } from '../../support/database/tables.ts';
import { makeKey } from '../../support/fixtures/api-key.ts';
import { withKey } from '../../support/fixtures/idempotency.ts';
import { deliveriesOf, makeSubscription } from '../../support/fixtures/webhook.ts';
import { freshName, makeOrganization, makeWorld, type OrganizationWorld } from '../../support/fixtures.ts';
import { ReadAuditLog } from '../../support/operations/audit-log.ts';
import { CreateProject, CreateProjects, ListProjects } from '../../support/operations/project.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

const createMany = async (
  { credentials }: Pick<OrganizationWorld, 'credentials'>,
  projects: readonly CreateProjectInput[],
  atomic = false,
) =>
  (await run(server, CreateProjects, { input: { projects: [...projects], atomic } }, credentials))
    .createProjects;

const freshInputs = (count: number, input: Partial<CreateProjectInput> = {}) =>
  Array.from({ length: count }, () => ({ name: freshName('batch'), ...input }));

const namesIn = async ({ credentials }: OrganizationWorld) => {
  const { organization } = await run(server, ListProjects, { first: 100 }, credentials);
  return organization.projects.nodes.map(({ name }) => name).toSorted();
};

const reasonsOf = ({ results }: Awaited<ReturnType<typeof createMany>>) =>
  results.map(({ error }) => error?.reason ?? null);

describe('createProjects', () => {
  test('creates 100 projects with keys, in the order of the input, each as createProject would', async () => {
    const organization = await makeOrganization(server);
    const inputs = freshInputs(100, {
      shouldCreateApiKey: true,
      config: { displayName: 'Shown', logVisibilitySetting: 'DONT_STORE_DATA' },
    });
    const { results, createdCount, organization: parent } = await createMany(organization, inputs);
    expect([createdCount, parent.id]).toEqual([100, organization.id]);
    expect(results.map(({ project }) => project?.name)).toEqual(inputs.map(({ name }) => name));
    expect(results.filter(({ error }) => error !== null)).toEqual([]);
    const single = await run(
      server,
      CreateProject,
      { input: { ...inputs[0], name: freshName('single') } },
      organization.credentials,
    );
    const {
      id: _id,
      name: _name,
      slug: _slug,
      createdAt,
      updatedAt,
      config,
      apiKeys: _keys,
      ...same
    } = single.createProject.project;
    const first = results[0]?.project;
    expect(first).toMatchObject({ ...same, config: { ...config, updatedAt: first?.createdAt } });
    expect([createdAt, first?.createdAt]).toEqual([updatedAt, first?.updatedAt]);
    for (const { project, issuedKey, projectEdge } of [results[0], results[99]].flatMap((one) => one ?? [])) {
      expect(projectEdge?.node.id).toBe(project?.id);
      const { viewer } = await run(server, Viewer, {}, projectKey(issuedKey?.secret ?? ''));
      expect(viewer).toMatchObject({ kind: 'PROJECT', project: { id: project?.id } });
    }
  });

  test('sends the same number of statements for 2 as for 100 projects', async () => {
    const organization = await makeOrganization(server);
    const countOf = async (count: number) =>
      (await queriesOf(() => createMany(organization, freshInputs(count, { shouldCreateApiKey: true }))))
        .length;
    await countOf(1);
    const [few, many] = [await countOf(2), await countOf(100)];
    expect(many).toBe(few);
    expect(many).toBeLessThan(15);
  });

  test('records an audit entry and emits an event for each project', async () => {
    const organization = await makeOrganization(server);
    const subscription = await makeSubscription(server, organization, { events: ['PROJECT_CREATED'] });
    const { results } = await createMany(organization, freshInputs(3, { shouldCreateApiKey: true }));
    const created = results.map(({ project, issuedKey }) => ({
      id: project?.id,
      changes: {
        name: project?.name,
        slug: project?.slug,
        environment: 'LIVE',
        apiKeyId: issuedKey?.apiKey.id,
      },
    }));
    const variables = { filter: { actions: ['PROJECT_CREATED' as const] } };
    const { organization: found } = await run(server, ReadAuditLog, variables, organization.credentials);
    const entries = found.auditLog.nodes.map(({ targetId, changes }) => ({ id: targetId, changes }));
    const byId = (one: { readonly id: string | undefined }, other: { readonly id: string | undefined }) =>
      (one.id ?? '').localeCompare(other.id ?? '');
    expect(entries.toSorted(byId)).toEqual(created.toSorted(byId));
    const deliveries = await deliveriesOf(server, organization, subscription);
    const emitted = deliveries.map(({ payload }) => JSON.parse(payload).data.id);
    expect(emitted.toSorted()).toEqual(created.map(({ id }) => id).toSorted());
  });
});

describe('createProjects with inputs that it rejects', () => {
  test('reports each at its position, with the field, and creates the others', async () => {
    const organization = await makeOrganization(server);
    const taken = freshName('taken');
    await createMany(organization, [{ name: taken, slug: 'given' }]);
    const [a, b, c, d] = [freshName('good'), freshName('good'), freshName('good'), freshName('good')];
    const payload = await createMany(organization, [
      { name: a },
      { name: taken },
      { name: 'no' },
      { name: b, slug: 'given' },
      { name: c, slug: 'default' },
      { name: a },
      { name: d, config: { logoUrl: 'http://insecure.example' } },
      { name: freshName('good'), slug: 'mine' },
      { name: freshName('good'), slug: 'mine' },
    ]);
    expect(reasonsOf(payload)).toEqual([
      null,
      'NAME_TAKEN',
      'INVALID_VALUE',
      'SLUG_TAKEN',
      'SLUG_RESERVED',
      'NAME_TAKEN',
      'INVALID_VALUE',
      null,
      'SLUG_TAKEN',
    ]);
    expect(payload.results.map(({ error }) => error?.field)).toEqual([
      undefined,
      'name',
      'name',
      'slug',
      'slug',
      'name',
      'config.logoUrl',
      undefined,
      'slug',
    ]);
    expect(payload.createdCount).toBe(2);
    expect(payload.results[5]?.error?.message).toContain('position 0');
    const refused = payload.results.filter(({ error }) => error !== null);
    for (const { error, project, issuedKey } of refused) {
      expect([project, issuedKey]).toEqual([null, null]);
      expect(error?.code).toMatch(/^(CONFLICT|BAD_USER_INPUT)$/);
    }
    expect(await namesIn(organization)).toHaveLength(1 + 1 + 2);
  });

  test('reports for one what createProject reports for it', async () => {
    const { organization, project } = await makeWorld(server);
    for (const input of [{ name: project.name }, { name: 'x' }, { name: freshName('a'), slug: 'default' }]) {
      const { results } = await createMany(organization, [input]);
      const { message, extensions } = await refusalOf(
        server,
        CreateProject,
        { input },
        organization.credentials,
      );
      const { code, reason, field, suggestedFix = null } = extensions;
      expect(results[0]?.error).toEqual({ message, code, reason, field, suggestedFix });
    }
  });

  test('creates none of an atomic input, and says so of the others', async () => {
    const { organization, project } = await makeWorld(server);
    const before = await rowsOf(server, organization.id);
    const inputs = [...freshInputs(2, { shouldCreateApiKey: true }), { name: project.name }, { name: '!' }];
    const payload = await createMany(organization, inputs, true);
    expect(reasonsOf(payload)).toEqual(['BATCH_REJECTED', 'BATCH_REJECTED', 'NAME_TAKEN', 'INVALID_VALUE']);
    expect(payload.createdCount).toBe(0);
    expect(await rowsOf(server, organization.id)).toEqual(before);
    expect((await createMany(organization, inputs.slice(0, 2), true)).createdCount).toBe(2);
  });

  test('gives names that have the same slug different ones, also the reserved one and one that is taken', async () => {
    const organization = await makeOrganization(server);
    const [stem] = [freshName('Case')];
    await createMany(organization, [{ name: `${stem}-x` }]);
    const { results } = await createMany(organization, [
      { name: stem.toUpperCase() },
      { name: stem },
      { name: `${stem}-X` },
      { name: 'Default' },
      { name: freshName('given'), slug: stem.toLowerCase() },
    ]);
    const slugs = results.map(({ project }) => project?.slug ?? '');
    expect(new Set(slugs).size).toBe(5);
    expect(slugs[4]).toBe(stem.toLowerCase());
    expect(slugs[2]).toMatch(new RegExp(`^${stem.toLowerCase()}-x-[0-9a-z]{4}$`));
    expect(slugs[3]).toMatch(/^default-[0-9a-z]{4}$/);
  });

  test.each([[0], [101]])('rejects an input of %i projects as a whole', async (count) => {
    const organization = await makeOrganization(server);
    const variables = { input: { projects: freshInputs(count) } };
    const { extensions } = await refusalOf(server, CreateProjects, variables, organization.credentials);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field: 'projects' });
    expect(await namesIn(organization)).toEqual(['default']);
  });

  test('rejects keys that are restricted, as createProject does', async () => {
    const { organization, project } = await makeWorld(server);
    const before = await rowsWithoutDenials(server, organization.id);
    const pinned = await makeKey(server, organization, { projectIds: [project.id] });
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const expiring = await makeKey(server, organization, { expiresAt });
    const reasonOf = async (credentials: Credentials, shouldCreateApiKey: boolean) => {
      const input = { projects: freshInputs(1, { shouldCreateApiKey }) };
      const { errors } = await send(server, CreateProjects, { input }, credentials);
      return errors[0]?.extensions.reason ?? null;
    };
    expect(await reasonOf(organizationKey(pinned.secret), false)).toBe('KEY_RESTRICTED_TO_PROJECTS');
    expect(await reasonOf(organizationKey(expiring.secret), true)).toBe('KEY_EXCEEDS_OWN_PERMISSIONS');
    expect((await rowsWithoutDenials(server, organization.id)).length).toBeGreaterThan(before.length);
    expect(await reasonOf(organizationKey(expiring.secret), false)).toBeNull();
  });
});

describe('createProjects at the same time', () => {
  test('as others with the same names creates each name once', async () => {
    const organization = await makeOrganization(server);
    const inputs = freshInputs(30);
    const batches = [inputs, inputs.toReversed(), inputs.slice(10), inputs.slice(0, 20).toReversed()];
    const payloads = await Promise.all(batches.map((batch) => createMany(organization, batch)));
    const counts = payloads.map(({ createdCount }) => createdCount);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(30);
    expect(await namesIn(organization)).toEqual(['default', ...inputs.map(({ name }) => name)].toSorted());
    const others = payloads.flatMap(reasonsOf).filter((reason) => reason !== null);
    expect(new Set(others)).toEqual(new Set(['NAME_TAKEN']));
  });
});

describe('createProjects with an Idempotency-Key', () => {
  test('is executed once, and replayed without the secrets', async () => {
    const organization = await makeOrganization(server);
    const variables = { input: { projects: freshInputs(5, { shouldCreateApiKey: true }) } };
    const headers = { ...organization.credentials, ...withKey() };
    const first = await send(server, CreateProjects, variables, headers);
    const again = await send(server, CreateProjects, variables, headers);
    const secretsOf = ({ data }: typeof first) =>
      data?.createProjects?.results.map(({ issuedKey }) => issuedKey?.secret ?? null);
    expect(secretsOf(first)?.every((secret) => /^ak_/.test(secret ?? ''))).toBe(true);
    expect(secretsOf(again)).toEqual([null, null, null, null, null]);
    const idsOf = ({ data }: typeof first) => data?.createProjects?.results.map(({ project }) => project?.id);
    expect(idsOf(again)).toEqual(idsOf(first));
    expect(await namesIn(organization)).toHaveLength(6);
  });
});
