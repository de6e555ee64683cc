import type { Client } from 'urql';
import { type ApiError, readError } from '../lib/api-error.ts';
import { createStore } from '../lib/store.ts';
import { ShellViewerDocument, type ShellViewerQuery } from '../routes/shell/generated/operations.ts';
import { createApiClient } from './client.ts';
import { createTransport } from './transport.ts';

export type Viewer = ShellViewerQuery['viewer'];
export type AuthHeaders = Readonly<Record<string, string>>;

/** A user that has signed in, by whatever means: with an API key that stays in the memory of the page. */
export type Session = {
  readonly client: Client;
  readonly viewer: Viewer;
};

/** Null: signed out. */
export const session = createStore<Session | null>(null);

/** Whether the server has rejected the credentials of the session: requests wait until the user has signed in again. */
export const isLocked = createStore(false);

let headers: AuthHeaders = {};
let unlocked: PromiseWithResolvers<void> | null = null;

async function renew(): Promise<void> {
  unlocked ??= Promise.withResolvers();
  isLocked.set(true);
  await unlocked.promise;
}

/** Signs in with the headers of a request. Requests that wait for it are sent again if they come from the same organization and project;
 *  otherwise the pages start again. Returns the error of the server. Null: signed in. */
export async function signIn(candidate: AuthHeaders): Promise<ApiError | null> {
  const trial = createApiClient((input, init) =>
    fetch(input, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), ...candidate } }),
  );
  const { data, error } = await trial.query(ShellViewerDocument, {}).toPromise();
  if (!data) return error ? readError(error) : null;
  headers = candidate;
  const current = session.get();
  const isSame = current !== null && placeOf(current.viewer) === placeOf(data.viewer);
  const client = isSame
    ? current.client
    : createApiClient(createTransport({ headers: () => headers, renew }));
  session.set({ client, viewer: data.viewer });
  isLocked.set(false);
  unlocked?.resolve();
  unlocked = null;
  return null;
}

const placeOf = ({ organization, project }: Viewer) => `${organization.id} ${project?.id ?? ''}`;

/** Forgets the credentials and everything that was read with them. */
export function signOut(): void {
  headers = {};
  session.set(null);
  isLocked.set(false);
  unlocked?.reject(new Error('Signed out.'));
  unlocked = null;
}
