import type { ProjectWorld } from '../fixtures.ts';
import type { TestServer } from '../server.ts';
import { type RestAnswer, type RestTarget, sendRest } from './rest.ts';

type Sent = {
  readonly body?: object;
  /** The header `x-codespar-project`. */
  readonly project?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

type Sender = Pick<ProjectWorld, 'secret'>;

/** Sends a request to CodeSpar's API with a key as a Bearer token. `route` is a method and a path below `/v1`. */
export async function sendCodeSpar(
  server: TestServer,
  { secret }: Sender,
  route: RestTarget,
  { body, project, headers = {} }: Sent = {},
): Promise<RestAnswer> {
  const sent = {
    ...headers,
    authorization: `Bearer ${secret}`,
    ...(project !== undefined && { 'x-codespar-project': project }),
  };
  return sendRest(server, inApi(route), sent, body);
}

const inApi = (route: RestTarget) => route.replace(' /', ' /v1/') as RestTarget;

/** Returns the id of a project as CodeSpar's API shows it. */
export const shownId = (id: string): string => id.replace('proj_', 'prj_');
