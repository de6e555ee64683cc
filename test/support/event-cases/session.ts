import type { SessionPartsFragment } from '../../generated/graphql.ts';
import { run } from '../client.ts';
import { makeSession } from '../fixtures/session.ts';
import type { World } from '../fixtures.ts';
import { CloseSession, CreateSession } from '../operations/session.ts';
import type { EventCase, EventCasesOf, ExpectedEvent } from './event-case.ts';

const eventOf = (type: string, { project }: World, session: SessionPartsFragment): ExpectedEvent => {
  const { toolCallCount: _, ...data } = session;
  return { type: `session.${type}`, projectId: project.id, data };
};

const creation: EventCase = async (server, world) => async () => {
  const variables = { input: { userId: 'jane', toolkitSlugs: ['github', 'slack'] } };
  const { createSession } = await run(server, CreateSession, variables, world.project.credentials);
  return [eventOf('created', world, createSession.session)];
};

const closing =
  (status: 'CLOSED' | 'ERROR'): EventCase =>
  async (server, world) => {
    const { id } = await makeSession(server, world.project);
    return async () => {
      const variables = { input: { id, status } };
      const { closeSession } = await run(server, CloseSession, variables, world.project.credentials);
      return [eventOf('closed', world, closeSession.session)];
    };
  };

/** What tells of sessions. */
export const sessionEventCases: EventCasesOf<'SESSION_CREATED' | 'SESSION_CLOSED'> = {
  SESSION_CREATED: { 'a session that is opened': creation },
  SESSION_CLOSED: { 'a session that ends well': closing('CLOSED'), 'one that does not': closing('ERROR') },
};
