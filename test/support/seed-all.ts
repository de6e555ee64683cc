import { rollUpUsage } from '../../src/domain/usage/rollup.ts';
import { credentialsOf } from './audit-cases/audit-case.ts';
import { auditCases } from './audit-cases/audit-cases.ts';
import { run } from './client.ts';
import { openScope, verify } from './fixtures/audit-log/chain.ts';
import { makeAuthConfig } from './fixtures/auth-config.ts';
import { withKey } from './fixtures/idempotency.ts';
import { archive } from './fixtures/project-archive.ts';
import { setQuota } from './fixtures/project-quota.ts';
import { storeAccounts } from './fixtures/purge.ts';
import { makeSession } from './fixtures/session.ts';
import { makeSubscription, type SubscriptionWorld, sendTest } from './fixtures/webhook.ts';
import { makeWorld, type World } from './fixtures.ts';
import { RegenerateApiKey } from './operations/api-key.ts';
import { DeleteAuthConfig } from './operations/auth-config.ts';
import type { TestServer } from './server.ts';

export type SeededDatabase = {
  /** An organization and a project whose keys all work. */
  readonly world: World;
  /** An auth config of that project, whose client id is `readable`. */
  readonly authConfigId: string;
  /** A subscription of that project, with a delivery that has not been attempted. */
  readonly subscription: SubscriptionWorld;
};

/** Performs every audited mutation and more, so that each table has rows. The server must not deliver webhooks. */
export async function seedAll(server: TestServer, hookUrl: string): Promise<SeededDatabase> {
  for (const { actor, prepare } of Object.values(auditCases)) {
    const each = await makeWorld(server);
    const { perform } = await prepare(server, each);
    await perform(actor === 'operator' ? {} : withKey());
  }
  const gone = await makeWorld(server);
  await run(
    server,
    RegenerateApiKey,
    { input: { projectId: gone.project.id } },
    credentialsOf(gone, 'organization'),
  );
  const { project: large } = await makeWorld(server);
  const { id } = await makeAuthConfig(server, large);
  // More than the deleting transaction removes itself.
  await storeAccounts(server, id, 120);
  await run(server, DeleteAuthConfig, { input: { id, cascade: true } }, large.credentials);
  const archived = await makeWorld(server);
  await setQuota(server, archived, { toolCallsPerMonth: '100' });
  await makeSubscription(server, archived.project, { url: hookUrl });
  await archive(server, archived);
  const world = await makeWorld(server);
  const { id: authConfigId } = await makeAuthConfig(server, world.project, {
    credentials: { client_id: 'readable' },
  });
  const subscription = await makeSubscription(server, world.project, { url: hookUrl });
  await sendTest(server, world.project, subscription);
  await verify(server, world.organization);
  const { scope: context, close } = await openScope(server.database);
  await rollUpUsage(context).finally(close);
  await makeSession(server, world.project);
  return { world, authConfigId, subscription };
}
