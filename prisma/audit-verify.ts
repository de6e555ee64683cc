// Compares the audit log with its seals: npm run audit:verify [-- --organization org_…]
import { parseArgs } from 'node:util';
import { readConfig, readProcessEnvironment } from '../src/config.ts';
import { type OrganizationVerification, verifyAuditLogs } from '../src/domain/audit-chain/check.ts';
import { idPrefix, type Scope } from '../src/domain/scope.ts';
import { fail } from '../src/fail.ts';
import { openStore, systemScope } from '../src/store.ts';

const USAGE = 'Usage: npm run audit:verify [-- --organization org_…]';

function readOrganization(): string | null {
  const { organization = null } = readArguments();
  if (organization !== null && idPrefix(organization) !== 'org') fail(USAGE);
  return organization;
}

function readArguments() {
  try {
    return parseArgs({ options: { organization: { type: 'string' } } }).values;
  } catch {
    return fail(USAGE);
  }
}

function reportOf({ organizationId, chain, entryCount, firstBroken }: OrganizationVerification): string {
  if (firstBroken) {
    const place = firstBroken.sequence === null ? 'without a place' : `at ${firstBroken.sequence}`;
    return `${organizationId}: BROKEN ${place}, entry ${firstBroken.entryId ?? 'unknown'}: ${firstBroken.kind}`;
  }
  const begin = chain.anchorSequence === '0' ? '' : ` after ${chain.anchorSequence}`;
  return `${organizationId}: ${entryCount} entries${begin}, head ${chain.sequence} ${chain.hash.toString('hex')}`;
}

/** Whether all of it is as it was sealed. */
async function verify(scope: Scope, organizationId: string | null): Promise<boolean> {
  let isIntact = true;
  for await (const verification of verifyAuditLogs(scope, organizationId)) {
    process.stdout.write(`${reportOf(verification)}\n`);
    isIntact &&= verification.firstBroken === null;
  }
  return isIntact;
}

async function main(): Promise<void> {
  const organizationId = readOrganization();
  const opened = await openStore(readConfig(readProcessEnvironment()), { joinsRunning: true });
  const isIntact = await verify(systemScope(opened), organizationId).finally(opened.close);
  if (!isIntact) fail('The audit log is not what was sealed.');
  process.stdout.write('The audit log is what was sealed.\n');
}

main().catch(fail);
