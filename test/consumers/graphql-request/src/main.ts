import { countingFetch } from '../../shared/fetch.ts';
import { failureOf, printReport, type Report, type Settings } from '../../shared/report.ts';
import { sameType } from '../../shared/same.ts';
import { makeClient } from './client.ts';
import { rejectionOf } from './errors.ts';
import { type FragmentType, readFragment } from './gql/index.ts';
import { CreateProject, ProjectCard, ProjectPage, ProjectUsage } from './operations.ts';

const nameOf = (project: FragmentType<typeof ProjectCard>) => readFragment(ProjectCard, project).name;

async function run({ url, organizationKey, revokedKey, projectId }: Settings): Promise<Report> {
  const requests = countingFetch();
  const client = makeClient(url, organizationKey, requests.fetch);

  const readPage = async (after: string | null) => {
    const { organization } = await client.request(ProjectPage, { first: 2, after });
    const { nodes, pageInfo } = organization.projects;
    return { names: nodes.map(nameOf), pageInfo };
  };
  const first = await readPage(null);
  const second = await readPage(first.pageInfo.endCursor ?? null);

  const { project } = await client.request(ProjectUsage, { id: projectId });
  const [call] = project.toolCallLogs.nodes;
  const quota = project.quota?.toolCalls;
  if (!quota || !call?.arguments) throw new Error('The project has no quota or no tool call.');
  sameType<typeof project.createdAt, string>();
  sameType<typeof quota.limit, number | string>();
  sameType<typeof call.arguments, Record<string, unknown>>();

  const before = requests.count();
  await client.request(CreateProject, { name: 'created' });
  const { names } = await readPage(null);
  const requestCount = requests.count() - before;

  const rejected = await failureOf(client.request(CreateProject, { name: 'created' }));
  const revoked = await failureOf(
    makeClient(url, revokedKey, fetch).request(ProjectPage, { first: 1, after: null }),
  );
  return {
    pages: [first.names, second.names],
    scalars: {
      createdAt: new Date(project.createdAt).toISOString(),
      quota: { used: String(BigInt(quota.used)), limit: String(BigInt(quota.limit)) },
      arguments: call.arguments,
    },
    creation: { optimistic: null, names, requestCount },
    rejected: rejectionOf(rejected),
    revoked: rejectionOf(revoked),
  };
}

await printReport(run);
