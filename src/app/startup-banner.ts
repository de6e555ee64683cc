import type { Logger } from 'pino';
import type { FirstKeys } from './first-run.ts';
import type { StartReport } from './lifecycle.ts';
import type { Listening } from './server.ts';

const NOT_USABLE =
  'The database has no organization, and without BOOTSTRAP=1 or an OPERATOR_KEY none can be created: no request will be let in.';

/** Tells of a server that has just started: to a person, with the keys this once at the first start, and in the log. */
export async function startupBanner(listening: Listening, log: Logger): Promise<StartReport> {
  const { url, metricsUrl, firstKeys } = listening;
  const lines = [`Bailiwick is ready at ${url}/graphql`, 'Open that address in a browser for GraphiQL.'];
  if (firstKeys) lines.push('', ...describeKeys(url, firstKeys));
  if (!(await listening.isUsable())) {
    lines.push('', NOT_USABLE);
    log.warn(NOT_USABLE);
  }
  return { printed: `${lines.join('\n')}\n`, facts: { url, metricsUrl } };
}

function describeKeys(url: string, { organizationName, organizationKey, projectKey }: FirstKeys): string[] {
  return [
    `The organization "${organizationName}" was created. Its keys are shown this once and stored nowhere:`,
    '',
    `  organization key   ${organizationKey}   manages projects, as x-org-api-key`,
    `  project key        ${projectKey}    opens the default project, as x-api-key`,
    '',
    'Try it:',
    '',
    `  curl -s ${url}/graphql \\`,
    `    -H 'content-type: application/json' \\`,
    `    -H 'x-org-api-key: ${organizationKey}' \\`,
    `    -d '{"query":"{ organization { name projects { nodes { id name isDefault } } } }"}'`,
  ];
}
