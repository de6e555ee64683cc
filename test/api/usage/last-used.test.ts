import { describe, expect, test } from 'vitest';
import { type Credentials, run } from '../../support/client.ts';
import { statementsOf } from '../../support/database/statements.ts';
import { makeKey } from '../../support/fixtures/api-key.ts';
import { makeSession } from '../../support/fixtures/session.ts';
import { recordCalls, someCall } from '../../support/fixtures/tool-call-log.ts';
import { makeProject, makeWorld } from '../../support/fixtures.ts';
import { LastUsed } from '../../support/operations/usage.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ overrides: { clock: { now: () => instant } } });

function passTime(): string {
  instant = new Date(instant.getTime() + 60_000);
  return instant.toISOString();
}

/** The last use of the organization, and of each project by its id. */
async function lastUses(credentials: Credentials) {
  const { organization } = await run(server, LastUsed, {}, credentials);
  const ofProjects = new Map(organization.projects.nodes.map(({ id, usage }) => [id, usage.lastUsedAt]));
  return { ofOrganization: organization.usage.lastUsedAt, ofProjects };
}

describe('Usage.lastUsedAt', () => {
  test('is the time of the last tool call or session, and null before', async () => {
    const { organization, project } = await makeWorld(server);
    const ofProject = async () => (await lastUses(organization.credentials)).ofProjects.get(project.id);
    expect(await ofProject()).toBeNull();
    const session = passTime();
    await makeSession(server, project);
    expect(await ofProject()).toBe(session);
    passTime();
    await recordCalls(server, project, [someCall({ calledAt: '2026-05-01T00:00:00.000Z' })]);
    expect(await ofProject()).toBe(session);
    const call = instant.toISOString();
    await recordCalls(server, project, [someCall({ calledAt: call })]);
    expect(await ofProject()).toBe(call);
    expect((await lastUses(organization.credentials)).ofOrganization).toBe(call);
  });

  test('does not contain the use of other projects, nor of those that a restricted key cannot see', async () => {
    const { organization, project } = await makeWorld(server);
    const sibling = await makeProject(server, organization);
    const stranger = await makeWorld(server);
    await makeSession(server, sibling);
    await makeSession(server, stranger.project);
    const { ofProjects } = await lastUses(organization.credentials);
    expect(ofProjects.get(project.id)).toBeNull();
    expect(ofProjects.get(sibling.id)).toBe(instant.toISOString());
    const scopes = ['organization:read', 'projects:read', 'usage:read'];
    const restricted = await makeKey(server, organization, { projectIds: [project.id], scopes });
    expect(await lastUses(restricted.credentials)).toEqual({
      ofOrganization: null,
      ofProjects: new Map([[project.id, null]]),
    });
  });

  test('of many projects takes as many statements as of one', async () => {
    const { organization } = await makeWorld(server);
    const count = async () => {
      await lastUses(organization.credentials);
      return (await statementsOf(() => lastUses(organization.credentials))).length;
    };
    const before = await count();
    for (let index = 0; index < 4; index += 1) await makeProject(server, organization);
    expect(await count()).toBe(before);
  });
});
