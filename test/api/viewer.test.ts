import { describe, expect, test } from 'vitest';
import { run } from '../support/client.ts';
import { makeOrganization, makeProject } from '../support/fixtures.ts';
import { Viewer } from '../support/operations/viewer.ts';
import { useServer } from '../support/server.ts';

const server = useServer();

describe('viewer', () => {
  test('returns the organization and no project for an organization key', async () => {
    const organization = await makeOrganization(server);
    const { viewer } = await run(server, Viewer, {}, organization.credentials);
    expect(viewer).toMatchObject({
      kind: 'ORGANIZATION',
      organization: { id: organization.id },
      project: null,
    });
    expect(viewer.apiKey.last4).toBe(organization.secret.slice(-4));
  });

  test('returns the project and the organization for a project key', async () => {
    const organization = await makeOrganization(server);
    const project = await makeProject(server, organization);
    const { viewer } = await run(server, Viewer, {}, project.credentials);
    expect(viewer).toMatchObject({
      kind: 'PROJECT',
      organization: { id: organization.id },
      project: { id: project.id },
      apiKey: { project: { id: project.id }, last4: project.secret.slice(-4) },
    });
  });
});
