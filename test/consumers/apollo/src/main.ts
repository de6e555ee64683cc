import { countingFetch } from '../../shared/fetch.ts';
import { failureOf, printReport, type Report, type Settings } from '../../shared/report.ts';
import { sameType } from '../../shared/same.ts';
import { makeClient } from './client.ts';
import { createProject } from './create-project.ts';
import { rejectionOf } from './errors.ts';
import type { ProjectPageQuery } from './gql/graphql.ts';
import { readFragment } from './gql/index.ts';
import { ProjectCard, ProjectPage, ProjectUsage } from './operations.ts';

type Projects = ProjectPageQuery['organization']['projects'];

const namesOf = ({ edges }: Projects) => edges.map(({ node }) => readFragment(ProjectCard, node).name);

async function run({ url, organizationKey, revokedKey, projectId }: Settings): Promise<Report> {
  const requests = countingFetch();
  const client = makeClient(url, organizationKey, requests.fetch);

  const { data } = await client.query({ query: ProjectPage, variables: { first: 2 } });
  if (!data) throw new Error('There is no first page.');
  const { id: organizationId, projects } = data.organization;
  const list = client.watchQuery({ query: ProjectPage, variables: { first: 2 } });
  const shown: string[][] = [];
  const subscription = list.subscribe(({ data, dataState }) => {
    if (dataState === 'complete') shown.push(namesOf(data.organization.projects));
  });
  const next = await list.fetchMore({ variables: { after: projects.pageInfo.endCursor } });
  if (!next.data) throw new Error('There is no second page.');

  const usage = await client.query({ query: ProjectUsage, variables: { id: projectId } });
  const project = usage.data?.project;
  const [call] = project?.toolCallLogs.edges.map(({ node }) => node) ?? [];
  const quota = project?.quota?.toolCalls;
  if (!quota || !call?.arguments) throw new Error('The project has no quota or no tool call.');
  sameType<typeof project.createdAt, string>();
  sameType<typeof quota.limit, number | string>();
  sameType<typeof call.arguments, Record<string, unknown>>();

  const before = requests.count();
  const shownBefore = shown.length;
  await createProject(client, organizationId, 'created');
  const [optimistic = null] = shown.slice(shownBefore);
  const names = shown.at(-1) ?? [];
  const requestCount = requests.count() - before;
  subscription.unsubscribe();

  const rejected = await failureOf(createProject(client, organizationId, 'created'));
  const stranger = makeClient(url, revokedKey, fetch);
  const revoked = await failureOf(stranger.query({ query: ProjectPage, variables: { first: 1 } }));
  return {
    pages: [namesOf(projects), namesOf(next.data.organization.projects)],
    scalars: {
      createdAt: new Date(project.createdAt).toISOString(),
      quota: { used: String(BigInt(quota.used)), limit: String(BigInt(quota.limit)) },
      arguments: call.arguments,
    },
    creation: { optimistic, names, requestCount },
    rejected: rejectionOf(rejected),
    revoked: rejectionOf(revoked),
  };
}

await printReport(run);
