import type { ApolloCache, ApolloClient, Reference } from '@apollo/client';
import type { CreateProjectMutation } from './gql/graphql.ts';
import { makeFragmentData } from './gql/index.ts';
import { CreateProject, ProjectCard } from './operations.ts';

type Payload = NonNullable<CreateProjectMutation['createProject']>;

/** Creates a project and shows it at the start of the list, before the server answers and without reading the list again. */
export function createProject(client: ApolloClient, organizationId: string, name: string) {
  return client.mutate({
    mutation: CreateProject,
    variables: { name },
    optimisticResponse: { createProject: draft(organizationId, name) },
    update: (cache, { data }) => {
      if (data?.createProject) prependEdge(cache, data.createProject);
    },
  });
}

/** A list as the cache stores it. */
type StoredList = { readonly edges: readonly { readonly node: Reference }[] };

function prependEdge(cache: ApolloCache, { organization, projectEdge }: Payload): void {
  const { __typename, id } = organization;
  cache.modify<{ readonly projects: StoredList }>({
    id: cache.identify({ __typename, id }) ?? '',
    fields: {
      projects: (list, { toReference }) => {
        const node = toReference({ __typename: 'Project', id: projectEdge.node.id });
        return 'edges' in list && node ? { ...list, edges: [{ ...projectEdge, node }, ...list.edges] } : list;
      },
    },
  });
}

function draft(organizationId: string, name: string): Payload {
  const card = { __typename: 'Project' as const, id: 'draft', name, createdAt: new Date().toISOString() };
  return {
    __typename: 'CreateProjectPayload',
    organization: { __typename: 'Organization', id: organizationId },
    projectEdge: {
      __typename: 'OrganizationProjectsConnectionEdge',
      cursor: '',
      node: { ...card, ...makeFragmentData(card, ProjectCard) },
    },
  };
}
