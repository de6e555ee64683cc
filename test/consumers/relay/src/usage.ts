import { type Environment, fetchQuery, getFragment, getSingularSelector, graphql } from 'relay-runtime';
import type { usage_calls$data, usage_calls$key } from './__generated__/usage_calls.graphql.ts';
import type { usageNextCallsQuery } from './__generated__/usageNextCallsQuery.graphql.ts';
import nextCallsQuery from './__generated__/usageNextCallsQuery.graphql.ts';
import type { usageQuery } from './__generated__/usageQuery.graphql.ts';

const calls = graphql`
  fragment usage_calls on Project
  @refetchable(queryName: "usageNextCallsQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 1 }, after: { type: "String" }) {
    toolCallLogs(first: $first, after: $after) @connection(key: "usage_calls_toolCallLogs") {
      edges {
        node {
          id
          arguments
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
  query usageQuery($id: ID!) {
    project(id: $id) {
      id
      createdAt
      quota {
        toolCalls {
          used
          limit
        }
      }
      ...usage_calls
    }
  }
`;

export async function readUsage(environment: Environment, id: string) {
  const data = await fetchQuery<usageQuery>(environment, query, { id }).toPromise();
  if (!data) throw new Error('There is no project.');
  return data.project;
}

/** The tool calls in the store. */
export function callsOf(environment: Environment, project: usage_calls$key): usage_calls$data {
  return environment.lookup(getSingularSelector(getFragment(calls), project)).data as usage_calls$data;
}

export async function readNextCalls(environment: Environment, id: string, after: string): Promise<void> {
  await fetchQuery<usageNextCallsQuery>(environment, nextCallsQuery, { id, first: 1, after }).toPromise();
}
