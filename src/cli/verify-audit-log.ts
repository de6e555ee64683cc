// Compares the audit log with its seals: npm run verify-audit-log [-- --organization org_… [--from N] [--to N] [--expect N:HASH]]
import { parseArgs } from 'node:util';
import { createSystemContext, openContext } from '../app/context.ts';
import { exitWithError } from '../app/fatal-error.ts';
import { readConfig, readProcessEnvironment } from '../config.ts';
import {
  type OrganizationVerification,
  verifyAuditLogs,
  verifyOrganization,
} from '../domain/audit-log/chain/check.ts';
import type { ChainRange } from '../domain/audit-log/chain/verify.ts';
import { idPrefix, type RequestContext } from '../domain/core/request-context.ts';

const USAGE =
  'Usage: npm run verify-audit-log [-- --organization org_… [--from N] [--to N] [--expect N:HASH]]\n' +
  'N is a place in the chain, and HASH the hash that is expected there: the head that an earlier check printed.';

const text = { type: 'string' } as const;

function readArguments() {
  try {
    return parseArgs({ options: { organization: text, from: text, to: text, expect: text } }).values;
  } catch {
    return exitWithError(USAGE);
  }
}

function placeOf(given: string | undefined): number | null {
  if (given === undefined) return null;
  return /^[1-9]\d{0,14}$/.test(given) ? Number(given) : exitWithError(USAGE);
}

function expectedOf(given: string | undefined): ChainRange['expected'] {
  if (given === undefined) return null;
  const [, sequence, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/i.exec(given) ?? [];
  if (sequence === undefined || hash === undefined) return exitWithError(USAGE);
  return { sequence: Number(sequence), hash: hash.toLowerCase() };
}

/** Null: all organizations, whole. */
function readRange(): { readonly organizationId: string; readonly range: ChainRange } | null {
  const { organization: organizationId, from, to, expect } = readArguments();
  const range = { from: placeOf(from), to: placeOf(to), expected: expectedOf(expect) };
  if (organizationId === undefined) return (from ?? to ?? expect) === undefined ? null : exitWithError(USAGE);
  return idPrefix(organizationId) === 'org' ? { organizationId, range } : exitWithError(USAGE);
}

function reportOf({ organizationId, chain, entryCount, firstViolation }: OrganizationVerification): string {
  if (firstViolation) {
    const place = firstViolation.sequence === null ? 'without a place' : `at ${firstViolation.sequence}`;
    return `${organizationId}: BROKEN ${place}, entry ${firstViolation.entryId ?? 'unknown'}: ${firstViolation.kind}`;
  }
  const begin = chain.anchorSequence === '0' ? '' : ` after ${chain.anchorSequence}`;
  return `${organizationId}: ${entryCount} entries${begin}, head ${chain.sequence} ${chain.hash.toString('hex')}`;
}

type Wanted = ReturnType<typeof readRange>;

async function* verifications(
  context: RequestContext,
  one: Wanted,
): AsyncGenerator<OrganizationVerification> {
  if (one) yield await verifyOrganization(context, one.organizationId, one.range);
  else yield* verifyAuditLogs(context);
}

/** Whether all of it is as it was sealed. */
async function verify(context: RequestContext, wanted: Wanted): Promise<boolean> {
  let isIntact = true;
  for await (const verification of verifications(context, wanted)) {
    process.stdout.write(`${reportOf(verification)}\n`);
    isIntact &&= verification.firstViolation === null;
  }
  return isIntact;
}

async function main(): Promise<void> {
  const wanted = readRange();
  const app = await openContext(readConfig(readProcessEnvironment()), { joinsRunning: true });
  const isIntact = await verify(createSystemContext(app), wanted).finally(app.close);
  if (!isIntact) exitWithError('The audit log is not what was sealed.');
  process.stdout.write('The audit log is what was sealed.\n');
}

main().catch(exitWithError);
