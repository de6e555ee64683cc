import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { DASHBOARD_PATH, GRAPHQL_PATH } from '../http/routes.ts';
import type { FirstKeys } from './first-run.ts';
import type { StartReport } from './lifecycle.ts';
import type { Listening } from './server.ts';

const NOT_USABLE =
  'The database has no organization, and none can be created without BOOTSTRAP=1 or an OPERATOR_KEY. Every request will be rejected.';

/** Builds the banner of a server that has just started, with the secrets of the first keys on the first start, and its log properties. */
export async function startupBanner(
  listening: Listening,
  { dashboard }: Pick<Config, 'dashboard'>,
  log: Logger,
): Promise<StartReport> {
  const { url, metricsUrl, firstKeys } = listening;
  const lines = [`Bailiwick is ready at ${url}${GRAPHQL_PATH}`, 'Open this URL in a browser for GraphiQL.'];
  if (dashboard) lines.push(`The dashboard is at ${url}${DASHBOARD_PATH}`);
  if (firstKeys) lines.push('', ...describeKeys(url, firstKeys));
  if (!(await listening.isUsable())) {
    lines.push('', NOT_USABLE);
    log.warn(NOT_USABLE);
  }
  return { printed: `${lines.join('\n')}\n`, facts: { url, metricsUrl } };
}

function describeKeys(url: string, { organizationName, organizationKey, projectKey }: FirstKeys): string[] {
  return [
    `Created the organization "${organizationName}". Its API keys are shown only once:`,
    '',
    `  organization key   ${organizationKey}   manages projects, as x-org-api-key`,
    `  project key        ${projectKey}    opens the default project, as x-api-key`,
    '',
    'Try it:',
    '',
    `  curl -s ${url}${GRAPHQL_PATH} \\`,
    `    -H 'content-type: application/json' \\`,
    `    -H 'x-org-api-key: ${organizationKey}' \\`,
    `    -d '{"query":"{ organization { name projects { nodes { id name isDefault } } } }"}'`,
  ];
}
