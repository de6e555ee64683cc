import type { TypedDocumentString } from '../../generated/graphql.ts';
import { type Answer, type Credentials, type Done, operator, post, run, send } from '../client.ts';
import type { World } from '../fixtures.ts';
import type { TestServer } from '../server.ts';

/** What the entry of a deed says beside its id, its time and its request. */
export type Told = {
  readonly action: string;
  readonly organization_id: string;
  readonly project_id: string | null;
  readonly target_id: string;
  readonly changes: object;
};

/** A mutation that only has to be sent: what it needs is there. */
export type ReadyDeed = {
  readonly attempt: (headers?: Credentials) => Promise<Answer<unknown>>;
  /** Sends it with other variables, made of the good ones. */
  readonly attemptWith: (change: (variables: unknown) => unknown) => Promise<Answer<unknown>>;
  readonly variables: unknown;
  /** Does it, and tells what must be recorded. */
  readonly perform: (headers?: Credentials) => Promise<Told>;
};

export type Deed = {
  readonly actor: 'operator' | 'organization' | 'project';
  /** Makes what the mutation needs. */
  readonly prepare: (server: TestServer, world: World) => Promise<ReadyDeed>;
};

/** `variablesOf` may make what the mutation needs; `told` says what its entry must say. */
export function deed<Data, Variables>(
  actor: Deed['actor'],
  document: TypedDocumentString<Data, Variables>,
  variablesOf: (world: World, server: TestServer) => Variables | Promise<Variables>,
  told: (data: Done<Data>, world: World, variables: Variables) => Told,
): Deed {
  return {
    actor,
    prepare: async (server, world) => {
      const variables = await variablesOf(world, server);
      const withKey = (headers: Credentials) => ({ ...credentialsOf(world, actor), ...headers });
      return {
        variables,
        attempt: (headers = {}) => send(server, document, variables, withKey(headers)),
        attemptWith: (change) => {
          const body = JSON.stringify({ query: document.toString(), variables: change(variables) });
          return post(server, body, withKey({}));
        },
        perform: async (headers = {}) =>
          told(await run(server, document, variables, withKey(headers)), world, variables),
      };
    },
  };
}

export const credentialsOf = ({ organization, project }: World, actor: Deed['actor']): Credentials =>
  ({ operator, organization: organization.credentials, project: project.credentials })[actor];

/** An entry about a thing of the world's project. */
export const inProject = (action: string, world: World, targetId: string, changes: object): Told => ({
  action,
  organization_id: world.organization.id,
  project_id: world.project.id,
  target_id: targetId,
  changes,
});
