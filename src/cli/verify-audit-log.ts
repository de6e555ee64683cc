// Verifies the audit log against its seals: npm run verify-audit-log [-- --organization org_… [--from N] [--to N] [--expect N:HASH]]
import { openContext } from '../app/context.ts';
import { exitWithError } from '../app/fatal-error.ts';
import { readConfig, readProcessEnvironment } from '../config.ts';
import {
  type OrganizationVerification,
  verifyAuditLogs,
  verifyOrganization,
} from '../domain/audit-log/chain/check.ts';
import type { ChainRange } from '../domain/audit-log/chain/verify.ts';
import { createSystemContext } from '../domain/core/app-context.ts';
import { idPrefix, type RequestContext } from '../domain/core/request-context.ts';
import { readArguments } from './arguments.ts';

const text = { type: 'string' } as const;

const positionPattern = /^[1-9]\d{0,14}$/;
const expectationPattern = /^([1-9]\d{0,14}):([0-9a-f]{64})$/i;

type Selection = { readonly organizationId: string; readonly range: ChainRange };

/** Reads the organization and the range to verify. Null: all organizations, completely. */
function readSelection(): Selection | null {
  const { values, exitWithUsage } = readArguments({
    command: 'verify-audit-log',
    positionals: [],
    options: { organization: text, from: text, to: text, expect: text },
    // N is a position in the chain, HASH the hash that is expected there: the head that an earlier verification printed.
    optionsUsage: '--organization org_… [--from N] [--to N] [--expect N:HASH]',
  });
  const { organization: organizationId, from, to, expect } = values;
  const positionOf = (value: string | undefined): number | null => {
    if (value === undefined) return null;
    return positionPattern.test(value) ? Number(value) : exitWithUsage();
  };
  const expectationOf = (value: string | undefined): ChainRange['expected'] => {
    if (value === undefined) return null;
    const [, sequence, hash] = expectationPattern.exec(value) ?? [];
    if (sequence === undefined || hash === undefined) return exitWithUsage();
    return { sequence: Number(sequence), hash: hash.toLowerCase() };
  };
  const range = { from: positionOf(from), to: positionOf(to), expected: expectationOf(expect) };
  if (organizationId === undefined) return (from ?? to ?? expect) === undefined ? null : exitWithUsage();
  return idPrefix(organizationId) === 'org' ? { organizationId, range } : exitWithUsage();
}

function reportOf({ organizationId, chain, entryCount, firstViolation }: OrganizationVerification): string {
  if (firstViolation) {
    const position =
      firstViolation.sequence === null ? 'without a position' : `at ${firstViolation.sequence}`;
    return `${organizationId}: BROKEN ${position}, entry ${firstViolation.entryId ?? 'unknown'}: ${firstViolation.kind}`;
  }
  const start = chain.anchorSequence === '0' ? '' : ` after ${chain.anchorSequence}`;
  return `${organizationId}: ${entryCount} entries${start}, head ${chain.sequence} ${chain.hash.toString('hex')}`;
}

async function* verifications(
  context: RequestContext,
  selection: Selection | null,
): AsyncGenerator<OrganizationVerification> {
  if (selection) yield await verifyOrganization(context, selection.organizationId, selection.range);
  else yield* verifyAuditLogs(context);
}

/** Verifies the selection and prints a line per organization. Returns whether all entries match their seals. */
async function verify(context: RequestContext, selection: Selection | null): Promise<boolean> {
  let isIntact = true;
  for await (const verification of verifications(context, selection)) {
    process.stdout.write(`${reportOf(verification)}\n`);
    isIntact &&= verification.firstViolation === null;
  }
  return isIntact;
}

async function main(): Promise<void> {
  const selection = readSelection();
  const app = await openContext(readConfig(readProcessEnvironment()), { joinsRunning: true });
  const isIntact = await verify(createSystemContext(app), selection).finally(app.close);
  if (!isIntact) exitWithError('Audit log verification failed.');
  process.stdout.write('The audit log matches its seals.\n');
}

main().catch(exitWithError);
