import type { TypedDocumentString } from '../../generated/graphql.ts';
import { type Answer, type Credentials, type Done, operator, post, run, send } from '../client.ts';
import type { World } from '../fixtures.ts';
import type { TestServer } from '../server.ts';

/** The expected audit entry, without its id, time and request. */
export type ExpectedEntry = {
  readonly action: string;
  readonly organization_id: string;
  readonly project_id: string | null;
  readonly target_id: string;
  readonly changes: object;
};

/** A mutation that is ready to be sent: everything it needs exists. */
type PreparedAuditCase = {
  readonly attempt: (headers?: Credentials) => Promise<Answer<unknown>>;
  /** Sends it with variables derived from the valid ones. */
  readonly attemptWith: (change: (variables: unknown) => unknown) => Promise<Answer<unknown>>;
  readonly variables: unknown;
  /** Performs the mutation and returns the entry that must be recorded. */
  readonly perform: (headers?: Credentials) => Promise<ExpectedEntry>;
};

export type AuditCase = {
  readonly actor: 'operator' | 'organization' | 'project';
  /** Creates what the mutation needs. */
  readonly prepare: (server: TestServer, world: World) => Promise<PreparedAuditCase>;
};

/** Defines a case: `variablesOf` may create what the mutation needs, `expectedEntry` returns the entry that it must leave. */
export function auditCase<Data, Variables>(
  actor: AuditCase['actor'],
  document: TypedDocumentString<Data, Variables>,
  variablesOf: (world: World, server: TestServer) => Variables | Promise<Variables>,
  expectedEntry: (data: Done<Data>, world: World, variables: Variables) => ExpectedEntry,
): AuditCase {
  return {
    actor,
    prepare: async (server, world) => {
      const variables = await variablesOf(world, server);
      // A key among the headers is sent instead.
      const withKey = (headers: Credentials) =>
        carriesKey(headers) ? headers : { ...credentialsOf(world, actor), ...headers };
      return {
        variables,
        attempt: (headers = {}) => send(server, document, variables, withKey(headers)),
        attemptWith: (change) => {
          const body = JSON.stringify({ query: document.toString(), variables: change(variables) });
          return post(server, body, withKey({}));
        },
        perform: async (headers = {}) =>
          expectedEntry(await run(server, document, variables, withKey(headers)), world, variables),
      };
    },
  };
}

const carriesKey = (headers: Credentials) =>
  ['x-operator-key', 'x-org-api-key', 'x-api-key'].some((name) => name in headers);

export const credentialsOf = ({ organization, project }: World, actor: AuditCase['actor']): Credentials =>
  ({ operator, organization: organization.credentials, project: project.credentials })[actor];

/** An entry about a resource of the world's project. */
export const inProject = (
  action: string,
  world: World,
  targetId: string,
  changes: object,
): ExpectedEntry => ({
  action,
  organization_id: world.organization.id,
  project_id: world.project.id,
  target_id: targetId,
  changes,
});
