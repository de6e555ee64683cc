import {
  commitMutation,
  type Environment,
  fetchQuery,
  getFragment,
  getSingularSelector,
  graphql,
  readInlineData,
} from 'relay-runtime';
import type { projects_card$key } from './__generated__/projects_card.graphql.ts';
import type { projects_list$data, projects_list$key } from './__generated__/projects_list.graphql.ts';
import type { projectsCreateMutation } from './__generated__/projectsCreateMutation.graphql.ts';
import type { projectsNextPageQuery } from './__generated__/projectsNextPageQuery.graphql.ts';
import nextPageQuery from './__generated__/projectsNextPageQuery.graphql.ts';
import type { projectsQuery } from './__generated__/projectsQuery.graphql.ts';

const card = graphql`
  fragment projects_card on Project @inline {
    id
    name
    createdAt
  }
`;

const list = graphql`
  fragment projects_list on Organization
  @refetchable(queryName: "projectsNextPageQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 2 }, after: { type: "String" }) {
    projects(first: $first, after: $after) @connection(key: "projects_list_projects") {
      __id
      edges {
        node {
          ...projects_card
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

const query = graphql`
  query projectsQuery {
    organization {
      id
      ...projects_list
    }
  }
`;

const create = graphql`
  mutation projectsCreateMutation($name: String!, $connections: [ID!]!) @raw_response_type {
    createProject(input: { name: $name }) {
      projectEdge @prependEdge(connections: $connections) {
        cursor
        node {
          ...projects_card
        }
      }
    }
  }
`;

export async function readOrganization(environment: Environment) {
  const data = await fetchQuery<projectsQuery>(environment, query, {}).toPromise();
  if (!data) throw new Error('There is no organization.');
  return data.organization;
}

export const namesOf = ({ projects }: projects_list$data): string[] =>
  projects.edges.map(({ node }) => readInlineData<projects_card$key>(card, node).name);

/** Reads the list from the store, and calls `onChange` whenever it is another one. */
export function watchList(
  environment: Environment,
  organization: projects_list$key,
  onChange: (data: projects_list$data) => void,
): projects_list$data {
  const snapshot = environment.lookup(getSingularSelector(getFragment(list), organization));
  environment.subscribe(snapshot, ({ data }) => onChange(data as projects_list$data));
  return snapshot.data as projects_list$data;
}

/** Adds the next page to the list in the store, as `usePaginationFragment` does: through `node(id:)`. */
export async function readNextPage(environment: Environment, id: string, after: string): Promise<void> {
  await fetchQuery<projectsNextPageQuery>(environment, nextPageQuery, { id, first: 2, after }).toPromise();
}

/** Creates a project and shows it at the start of the list, before the server answers and without reading the list again. */
export function createProject(environment: Environment, connectionId: string, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    commitMutation<projectsCreateMutation>(environment, {
      mutation: create,
      variables: { name, connections: [connectionId] },
      optimisticResponse: {
        createProject: {
          projectEdge: { cursor: '', node: { id: 'draft', name, createdAt: new Date().toISOString() } },
        },
      },
      onCompleted: () => resolve(),
      onError: reject,
    });
  });
}
