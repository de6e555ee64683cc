import type { FirstKeys } from './first-keys.ts';
import type { Listening } from './server.ts';

/** What a person reads who has just started the server. The keys are part of it once, at the first start. */
export function welcome({ url, firstKeys }: Listening): string {
  const lines = [`Bailiwick is ready at ${url}/graphql`, 'Open that address in a browser for GraphiQL.'];
  if (firstKeys) lines.push('', ...introduceKeys(url, firstKeys));
  return `${lines.join('\n')}\n`;
}

function introduceKeys(url: string, { organizationName, organizationKey, projectKey }: FirstKeys): string[] {
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
