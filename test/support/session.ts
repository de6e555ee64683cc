import type { CreateSessionInput, SessionPartsFragment } from '../generated/graphql.ts';
import { run } from './client.ts';
import { CreateSession } from './operations/session.ts';
import type { TestServer } from './server.ts';
import { freshName, type ProjectWorld } from './world.ts';

/** A session of a new user. */
export async function makeSession(
  server: TestServer,
  { credentials }: Pick<ProjectWorld, 'credentials'>,
  input: Partial<CreateSessionInput> = {},
): Promise<SessionPartsFragment> {
  const variables = { input: { userId: freshName('user'), toolkitSlugs: ['github'], ...input } };
  return (await run(server, CreateSession, variables, credentials)).createSession.session;
}
