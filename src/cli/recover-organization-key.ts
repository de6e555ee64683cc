// Issues a key of an organization whose keys are lost: npm run recover-organization-key [-- --organization ID_OR_NAME]
import { parseArgs } from 'node:util';
import { contextFor, openContext } from '../app/context.ts';
import { exitWithError } from '../app/fatal-error.ts';
import { readConfig, readProcessEnvironment } from '../config.ts';
import { findOrganizations, recoverOrganizationKey } from '../domain/api-key/recover.ts';
import { OPERATOR } from '../domain/core/actor.ts';
import type { RequestContext } from '../domain/core/request-context.ts';
import type { OrganizationRow } from '../repositories/organization.ts';

const USAGE =
  'Usage: bailiwick recover-organization-key [--organization ID], or npm run recover-organization-key [-- --organization ID]';

function readArguments() {
  try {
    return parseArgs({ options: { organization: { type: 'string' } } }).values;
  } catch {
    return exitWithError(USAGE);
  }
}

const listOf = (organizations: readonly OrganizationRow[]) =>
  organizations.map(({ id, name, createdAt }) => `  ${id}  ${createdAt.toISOString()}  ${name}`).join('\n');

/** What the command prints. Ends the process when no single organization is meant. */
async function recover(context: RequestContext, sought: string | null): Promise<string> {
  const found = await findOrganizations(context, sought);
  if (sought === null)
    return found.length === 0
      ? 'There is no organization.'
      : `${listOf(found)}\n\nName one of them: --organization ID.`;
  const [organization, another] = found;
  if (!organization) return exitWithError(`There is no organization ${JSON.stringify(sought)}.`);
  if (another)
    return exitWithError(`Several organizations have this name. Give the id of one:\n${listOf(found)}`);
  const { secret } = await recoverOrganizationKey(context, organization.id);
  return [
    `The organization "${organization.name}" (${organization.id}) has another key. It is shown this once and stored nowhere:`,
    '',
    `  organization key   ${secret}   as x-org-api-key`,
    '',
    'Every other key stays as it is. Revoke those that are lost.',
  ].join('\n');
}

async function main(): Promise<void> {
  const { organization = null } = readArguments();
  const app = await openContext(readConfig(readProcessEnvironment()), { joinsRunning: true });
  const printed = await recover(contextFor(app, OPERATOR), organization).finally(app.close);
  process.stdout.write(`${printed}\n`);
}

main().catch(exitWithError);
