import type { KeyWorld } from './api-key.ts';
import { type Answer, type Credentials, run } from './client.ts';
import { RevokeApiKey, RotateApiKey, UpdateApiKey } from './operations/api-key.ts';
import { DeleteProject, RegenerateApiKey } from './operations/foundation.ts';
import type { TestServer } from './server.ts';
import type { World } from './world.ts';

/** A key that is to be ended or limited, and who does it. */
type Ended = {
  readonly server: TestServer;
  readonly world: World;
  readonly victim: KeyWorld;
  /** Another key of the organization. */
  readonly by: Credentials;
};

export type Ending = (ended: Ended) => Promise<unknown>;

/** The ways in which a request ends or limits any key. */
export const endings: Readonly<Record<string, Ending>> = {
  'is revoked': ({ server, victim: { id }, by }) => run(server, RevokeApiKey, { input: { id } }, by),
  'is reported as leaked': async ({ server, victim: { secret } }) => {
    const request = new Request('http://bailiwick.test/keys/revoke', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secrets: [secret] }),
    });
    if (!(await server.fetch(request)).ok) throw new Error('The report was refused.');
  },
  'is disabled': ({ server, victim: { id }, by }) =>
    run(server, UpdateApiKey, { input: { id, enabled: false } }, by),
  'is rotated without an overlap': ({ server, victim: { id }, by }) =>
    run(server, RotateApiKey, { input: { id, overlapSeconds: 0 } }, by),
  'is limited to other addresses': ({ server, victim: { id }, by }) =>
    run(server, UpdateApiKey, { input: { id, allowedIps: ['203.0.113.0/24'] } }, by),
};

/** Further ways that end all keys of a project. */
export const projectEndings: Readonly<Record<string, Ending>> = {
  'is replaced by a regenerated one': ({ server, world: { project }, by }) =>
    run(server, RegenerateApiKey, { input: { projectId: project.id } }, by),
  'goes with its project': ({ server, world: { project }, by }) =>
    run(server, DeleteProject, { input: { id: project.id } }, by),
};

/** What an answer says to a key that is refused. */
export const refusalOf = ({ status, errors }: Answer<unknown>) => ({
  status,
  code: errors[0]?.extensions.code,
  reason: errors[0]?.extensions.reason,
});
