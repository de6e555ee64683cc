import { describe, expect, test } from 'vitest';
import type {
  CreateConnectedAccountInput,
  ListConnectedAccountsQueryVariables,
} from '../../generated/graphql.ts';
import { type Credentials, run } from '../../support/client.ts';
import { makeAuthConfig } from '../../support/fixtures/auth-config.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import {
  ListConnectedAccounts,
  RevokeConnectedAccount,
  SetConnectedAccountStatus,
} from '../../support/operations/connected-account.ts';
import { useServer } from '../../support/server.ts';

// What the lists of all nouns have in common is tested in ../lists.test.ts.

let instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ overrides: { clock: { now: () => instant } } });

/** The id of a new account, a millisecond younger than any before. */
async function make(project: ProjectWorld, input: Partial<CreateConnectedAccountInput> = {}) {
  instant = new Date(instant.getTime() + 1);
  return (await makeConnectedAccount(server, project, input)).id;
}

const list = async (credentials: Credentials, variables: ListConnectedAccountsQueryVariables = {}) =>
  (await run(server, ListConnectedAccounts, variables, credentials)).project.connectedAccounts;

async function idsOf(credentials: Credentials, variables: ListConnectedAccountsQueryVariables) {
  const { nodes, totalCount } = await list(credentials, variables);
  expect(totalCount, JSON.stringify(variables)).toBe(nodes.length);
  return nodes.map(({ id }) => id);
}

describe('list of connected accounts', () => {
  test('filters by the status that an account has now, not by the stored one', async () => {
    const { project } = await makeWorld(server);
    const { credentials } = project;
    const { id: authConfigId } = await makeAuthConfig(server, project);
    const expiresAt = new Date(instant.getTime() + 60_000).toISOString();
    const stays = await make(project, { authConfigId });
    const expires = await make(project, { authConfigId, expiresAt });
    const waits = await make(project, { authConfigId, expiresAt, status: 'INITIATED' });
    const set = await make(project, { authConfigId });
    const input = { id: set, status: 'EXPIRED' } as const;
    await run(server, SetConnectedAccountStatus, { input }, credentials);
    const gone = await make(project, { authConfigId });
    await run(server, RevokeConnectedAccount, { input: { id: gone } }, credentials);
    expect(await idsOf(credentials, { statuses: ['ACTIVE'] })).toEqual([expires, stays]);
    expect(await idsOf(credentials, { statuses: ['EXPIRED'] })).toEqual([set]);

    instant = new Date(expiresAt);
    expect(await idsOf(credentials, { statuses: ['ACTIVE'] })).toEqual([stays]);
    expect(await idsOf(credentials, { statuses: ['EXPIRED'] })).toEqual([set, expires]);
    expect(await idsOf(credentials, { statuses: ['ACTIVE', 'EXPIRED'] })).toEqual([set, expires, stays]);
    expect(await idsOf(credentials, { statuses: ['INITIATED', 'EXPIRED'] })).toEqual([set, waits, expires]);
    expect(await idsOf(credentials, { statuses: ['INITIATED', 'ACTIVE'] })).toEqual([waits, stays]);
    expect(await idsOf(credentials, { statuses: ['REVOKED'] })).toEqual([gone]);
    for (const { status, id } of (await list(credentials)).nodes)
      expect(await idsOf(credentials, { statuses: [status] })).toContain(id);
  });
});
