// Issues a new key to an organization whose keys are lost: npm run recover-organization-key [-- --organization ID_OR_NAME]
import { openContext } from '../app/context.ts';
import { exitWithError } from '../app/fatal-error.ts';
import { readConfig, readProcessEnvironment } from '../config.ts';
import { findOrganizations, recoverOrganizationKey } from '../domain/api-key/recover.ts';
import { createOperator } from '../domain/core/actor.ts';
import { contextFor } from '../domain/core/app-context.ts';
import type { RequestContext } from '../domain/core/request-context.ts';
import type { OrganizationRow } from '../repositories/organization.ts';
import { readArguments } from './arguments.ts';

function readOptions() {
  const { values } = readArguments({
    command: 'recover-organization-key',
    positionals: [],
    options: { organization: { type: 'string' } },
    optionsUsage: '--organization ID_OR_NAME',
  });
  return values;
}

const listOf = (organizations: readonly OrganizationRow[]) =>
  organizations.map(({ id, name, createdAt }) => `  ${id}  ${createdAt.toISOString()}  ${name}`).join('\n');

/** Issues a key and returns the text to print; without an id or name, the list of organizations. Ends the process when the id or name does
 *  not match exactly one organization. */
async function recover(context: RequestContext, idOrName: string | null): Promise<string> {
  const matches = await findOrganizations(context, idOrName);
  if (idOrName === null)
    return matches.length === 0
      ? 'The database has no organization.'
      : `${listOf(matches)}\n\nSelect one with --organization ID.`;
  const [organization, another] = matches;
  if (!organization) return exitWithError(`No organization has the id or name ${JSON.stringify(idOrName)}.`);
  if (another)
    return exitWithError(`Several organizations have this name. Select one by its id:\n${listOf(matches)}`);
  const { secret } = await recoverOrganizationKey(context, organization.id);
  return [
    `The organization "${organization.name}" (${organization.id}) has a new key. It is shown only once:`,
    '',
    `  organization key   ${secret}   as x-org-api-key`,
    '',
    'Existing keys are unchanged. Revoke the lost ones.',
  ].join('\n');
}

async function main(): Promise<void> {
  const { organization = null } = readOptions();
  const app = await openContext(readConfig(readProcessEnvironment()), { joinsRunning: true });
  const printed = await recover(contextFor(app, createOperator()), organization).finally(app.close);
  process.stdout.write(`${printed}\n`);
}

main().catch(exitWithError);
