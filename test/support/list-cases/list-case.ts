import type { TypedDocumentString } from '../../generated/graphql.ts';
import type { Credentials } from '../client.ts';
import type { ProjectWorld } from '../fixtures.ts';
import type { TestServer } from '../server.ts';

export type PageVariables = {
  readonly projectId?: string | number | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
};

type Page = {
  readonly totalCount: number;
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly endCursor?: string | null;
  };
};

/** Creates a resource in a project, later than every resource before, and returns its id. */
type Make<Input> = (project: ProjectWorld, input?: Partial<Input>) => Promise<string>;

type Fixtures<Input> = {
  readonly server: TestServer;
  readonly project: ProjectWorld;
  readonly make: Make<Input>;
};

/** The list of a noun inside a project, with what its suite in `test/api/lists.test.ts` needs. */
export type ListCase<Data, Variables, Input> = {
  readonly noun: string;
  readonly document: TypedDocumentString<Data, Variables>;
  readonly make: (server: TestServer, project: ProjectWorld, input: Partial<Input>) => Promise<string>;
  readonly list: (
    server: TestServer,
    credentials: Credentials,
    variables: Variables | PageVariables,
  ) => Promise<Page>;
  /** Finds one by its id as a field of its project. */
  readonly findInProject: (
    server: TestServer,
    credentials: Credentials,
    variables: { projectId: string | null; id: string },
  ) => Promise<string | null>;
  readonly findNode: (server: TestServer, credentials: Credentials, id: string) => Promise<string | null>;
  /** Creates five and returns their ids in the order of the list. */
  readonly makeFive: (fixtures: Fixtures<Input>) => Promise<readonly string[]>;
  /** Creates resources and returns filters with the ids that each must select, in the order of the list. */
  readonly filters: (
    fixtures: Fixtures<Input>,
  ) => Promise<readonly (readonly [Variables, readonly string[]])[]>;
  /** Variables that are rejected, with the field that the error names. */
  readonly invalid: readonly (readonly [Variables, string])[];
  /** Creates one in a project, with a filter that would select it there. */
  readonly makeFiltered?: (fixtures: Fixtures<Input>) => Promise<readonly [string, Variables]>;
};

/** Creates five with the same input; the newest comes first. */
export async function makeFiveWith<Input>(
  { project, make }: Fixtures<Input>,
  input: Partial<Input>,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let count = 0; count < 5; count++) ids.unshift(await make(project, input));
  return ids;
}

/** One value more than a filter may have. */
export const tooManyValues = (): string[] => Array.from({ length: 101 }, () => 'x');
