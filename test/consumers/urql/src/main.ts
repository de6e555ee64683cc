import { countingFetch } from '../../shared/fetch.ts';
import { printReport, type Report, type Settings } from '../../shared/report.ts';
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
    const { data, error } = await client.query(ProjectPage, { first: 2, after });
    if (!data) throw error;
    const { nodes, pageInfo } = data.organization.projects;
    return { names: nodes.map(nameOf), pageInfo };
  };
  const first = await readPage(null);
  const second = await readPage(first.pageInfo.endCursor ?? null);

  const usage = await client.query(ProjectUsage, { id: projectId });
  const { project } = usage.data ?? {};
  const [call] = project?.toolCallLogs.nodes ?? [];
  const quota = project?.quota?.toolCalls;
  if (!project || !quota || !call?.arguments) throw usage.error;
  sameType<typeof project.createdAt, string>();
  sameType<typeof quota.limit, number | string>();
  sameType<typeof call.arguments, Record<string, unknown>>();

  const before = requests.count();
  const created = await client.mutation(CreateProject, { name: 'created' });
  if (!created.data?.createProject) throw created.error;
  // The cache has dropped each result with a project in it.
  const { names } = await readPage(null);
  const requestCount = requests.count() - before;

  const rejected = await client.mutation(CreateProject, { name: 'created' });
  const revoked = await makeClient(url, revokedKey, fetch).query(ProjectPage, { first: 1, after: null });
  return {
    pages: [first.names, second.names],
    scalars: {
      createdAt: new Date(project.createdAt).toISOString(),
      quota: { used: String(BigInt(quota.used)), limit: String(BigInt(quota.limit)) },
      arguments: call.arguments,
    },
    creation: { optimistic: null, names, requestCount },
    rejected: rejectionOf(rejected.error),
    revoked: rejectionOf(revoked.error),
  };
}

await printReport(run);
