import { beforeAll, describe, expect, test } from 'vitest';
import { graphql } from '../../generated/index.ts';
import { refusalOf, run, send } from '../../support/client.ts';
import { type KeyWorld, makeKey } from '../../support/fixtures/api-key.ts';
import { makeTrigger } from '../../support/fixtures/trigger.ts';
import {
  freshName,
  makeOrganization,
  makeProject,
  type OrganizationWorld,
  type ProjectWorld,
} from '../../support/fixtures.ts';
import { RegenerateApiKey, RevokeApiKey } from '../../support/operations/api-key.ts';
import { GetNode } from '../../support/operations/node.ts';
import {
  CreateProject,
  DeleteProject,
  GetProject,
  ListProjects,
  UpdateProject,
} from '../../support/operations/project.ts';
import { CreateWebhookSubscription } from '../../support/operations/webhook.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

let organization: OrganizationWorld;
let own: ProjectWorld[];
let other: ProjectWorld;
let pinned: KeyWorld;

beforeAll(async () => {
  organization = await makeOrganization(server);
  own = [await makeProject(server, organization), await makeProject(server, organization)];
  other = await makeProject(server, organization);
  pinned = await makeKey(server, organization, { projectIds: own.map(({ id }) => id) });
});

const LogOfOrganization = graphql(`
  query LogOfOrganization {
    organization {
      auditLog(first: 100) {
        nodes {
          projectId
        }
      }
    }
  }
`);

const KeysOfOrganization = graphql(`
  query KeysOfOrganization {
    organization {
      apiKeys {
        id
      }
    }
  }
`);

describe('a key restricted to projects', () => {
  test('reads and manages those projects and their contents', async () => {
    const { organization: seen } = await run(server, ListProjects, {}, pinned.credentials);
    expect(seen.projects.totalCount).toBe(2);
    expect(new Set(seen.projects.nodes.map(({ id }) => id))).toEqual(new Set(own.map(({ id }) => id)));
    for (const { id, credentials } of own) {
      expect((await run(server, GetProject, { id }, pinned.credentials)).project.id).toBe(id);
      const trigger = await makeTrigger(server, { credentials });
      expect((await run(server, GetNode, { id: trigger.id }, pinned.credentials)).node?.id).toBe(trigger.id);
    }
    const [{ id } = { id: '' }] = own;
    await run(server, UpdateProject, { input: { id, name: freshName('renamed') } }, pinned.credentials);
    await run(server, RegenerateApiKey, { input: { projectId: id } }, pinned.credentials);
    const log = await run(server, LogOfOrganization, {}, pinned.credentials);
    const logged = new Set(log.organization.auditLog.nodes.map(({ projectId }) => projectId));
    expect(logged).toEqual(new Set(own.map(({ id }) => id)));
  });
});

describe('a key restricted to projects cannot access', () => {
  test('other projects: they are NOT_FOUND', async () => {
    const trigger = await makeTrigger(server, other);
    expect((await run(server, GetNode, { id: trigger.id }, pinned.credentials)).node).toBeNull();
    expect((await run(server, GetNode, { id: other.id }, pinned.credentials)).node).toBeNull();
    const attempts = [
      send(server, GetProject, { id: other.id }, pinned.credentials),
      send(server, GetProject, {}, { ...pinned.credentials, 'x-project-id': other.id }),
      send(server, UpdateProject, { input: { id: other.id, name: freshName() } }, pinned.credentials),
      send(server, DeleteProject, { input: { id: other.id } }, pinned.credentials),
      send(server, RegenerateApiKey, { input: { projectId: other.id } }, pinned.credentials),
    ];
    for (const { errors } of await Promise.all(attempts))
      expect(errors[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'PROJECT_NOT_FOUND' });
    await run(server, GetProject, {}, other.credentials);
  });

  test('fields and mutations of the whole organization', async () => {
    const [{ id } = { id: '' }] = own;
    const hook = { url: 'https://example.com/hook', events: ['PROJECT_CREATED' as const] };
    const attempts = [
      send(server, CreateProject, { input: { name: freshName('project') } }, pinned.credentials),
      send(
        server,
        CreateProject,
        { input: { name: freshName('project'), shouldCreateApiKey: true } },
        pinned.credentials,
      ),
      send(server, UpdateProject, { input: { id, isDefault: true } }, pinned.credentials),
      send(server, CreateWebhookSubscription, { input: hook }, pinned.credentials),
      send(server, KeysOfOrganization, {}, pinned.credentials),
    ];
    for (const { errors } of await Promise.all(attempts))
      expect(errors[0]?.extensions).toMatchObject({
        code: 'FORBIDDEN',
        reason: 'KEY_RESTRICTED_TO_PROJECTS',
      });
  });

  test('organization keys', async () => {
    const { id } = await makeKey(server, organization);
    const { extensions } = await refusalOf(server, RevokeApiKey, { input: { id } }, pinned.credentials);
    expect(extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'API_KEY_NOT_FOUND' });
  });
});
