import { makeSession } from '../fixtures/session.ts';
import { freshName } from '../fixtures.ts';
import * as operations from '../operations/session.ts';
import { type Refusal, refusal } from './refusal.ts';

/** The root fields of sessions. */
export const sessionRefusals: Readonly<Record<string, Refusal>> = {
  'Mutation.createSession': refusal(['ORGANIZATION', 'PROJECT'], 'own', operations.CreateSession, () => ({
    input: { userId: freshName('user'), toolkitSlugs: ['github'] },
  })),
  'Mutation.closeSession': refusal(
    ['ORGANIZATION', 'PROJECT'],
    'not found',
    operations.CloseSession,
    async ({ project }, server) => ({ input: { id: (await makeSession(server, project)).id } }),
  ),
};
