import type { ProjectWorld } from '../fixtures.ts';
import type { TestServer } from '../server.ts';
import { type RestAnswer, sendRest } from './rest.ts';

type Sender = Pick<ProjectWorld, 'secret'>;

/** Sends a request to CodeSpar's API with a key as a Bearer token. `route` is a method and a path below `/v1`. */
export async function sendCodeSpar(
  server: TestServer,
  { secret }: Sender,
  route: `${string} /${string}`,
  { body, project }: { readonly body?: object; readonly project?: string } = {},
): Promise<RestAnswer> {
  const [method = '', path = ''] = route.split(' ');
  const headers = {
    authorization: `Bearer ${secret}`,
    ...(project !== undefined && { 'x-codespar-project': project }),
  };
  return sendRest(server, [method, `/v1${path}`], headers, body);
}

/** Returns the id of a project as CodeSpar's API shows it. */
export const shownId = (id: string): string => id.replace('proj_', 'prj_');
