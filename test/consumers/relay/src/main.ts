import { countingFetch } from '../../shared/fetch.ts';
import { failureOf, printReport, type Report, type Settings } from '../../shared/report.ts';
import { sameType } from '../../shared/same.ts';
import { makeEnvironment } from './environment.ts';
import { rejectionOf } from './errors.ts';
import { createProject, namesOf, readNextPage, readOrganization, watchList } from './projects.ts';
import { callsOf, readNextCalls, readUsage } from './usage.ts';

async function run({ url, organizationKey, revokedKey, projectId }: Settings): Promise<Report> {
  const requests = countingFetch();
  const environment = makeEnvironment(url, organizationKey, requests.fetch);

  const organization = await readOrganization(environment);
  const shown: string[][] = [];
  const list = watchList(environment, organization, (data) => shown.push(namesOf(data)));
  const first = namesOf(list);
  await readNextPage(environment, organization.id, list.projects.pageInfo.endCursor ?? '');
  const second = (shown.at(-1) ?? []).slice(first.length);

  const project = await readUsage(environment, projectId);
  const { pageInfo } = callsOf(environment, project).toolCallLogs;
  await readNextCalls(environment, projectId, pageInfo.endCursor ?? '');
  const calls = callsOf(environment, project).toolCallLogs.edges.map(({ node }) => node);
  const [call] = calls;
  const quota = project.quota?.toolCalls;
  if (!quota || !call?.arguments || calls.length !== 2)
    throw new Error('The project has no quota, or the store not both of its tool calls.');
  sameType<typeof project.createdAt, string>();
  sameType<typeof quota.limit, number | string>();
  sameType<typeof call.arguments, Record<string, unknown>>();

  const before = requests.count();
  const shownBefore = shown.length;
  await createProject(environment, list.projects.__id, 'created');
  const [optimistic = null] = shown.slice(shownBefore);
  const names = shown.at(-1) ?? [];
  const requestCount = requests.count() - before;

  const rejected = await failureOf(createProject(environment, list.projects.__id, 'created'));
  const revoked = await failureOf(readOrganization(makeEnvironment(url, revokedKey, fetch)));
  return {
    pages: [first, second],
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

void printReport(run);
