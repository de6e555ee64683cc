import { z } from 'zod';
import { selectAuditedOrganizations } from '../../data/audit-chain.ts';
import { invalidValue } from '../errors.ts';
import { parseInput } from '../input.ts';
import type { Scope } from '../scope.ts';
import { wholeOrganization } from '../visibility.ts';
import { sealPending } from './seal.ts';
import { type Verification, verifyChain } from './verify.ts';

const aSequence = z.number().int().min(1, 'must be 1 or more').nullish();

const verifyInput = z.object({ from: aSequence, to: aSequence });

export type VerifyAuditLogInput = {
  readonly from?: number | null | undefined;
  readonly to?: number | null | undefined;
};

/** Seals what is not sealed yet and compares the log of the caller's organization with its seals. Throws BAD_USER_INPUT for
 *  bounds that lie the wrong way round, and FORBIDDEN for a key that opens some projects only. */
export async function verifyAuditLog(scope: Scope, input: VerifyAuditLogInput): Promise<Verification> {
  const { from = null, to = null } = parseInput(verifyInput, input);
  if (from !== null && to !== null && to < from) throw invalidValue('to', 'to must not be less than from.');
  const { organizationId } = wholeOrganization(scope.actor);
  return verifyOf(scope, organizationId, { from, to });
}

async function verifyOf(
  scope: Scope,
  organizationId: string,
  range: { from: number | null; to: number | null },
) {
  await sealPending(scope, organizationId);
  return verifyChain(scope.db, organizationId, range);
}

export type OrganizationVerification = Verification & { readonly organizationId: string };

const ORGANIZATIONS_MAX = 100;

/** The same for one organization or for all of them, one after the other, as whoever runs the installation. */
export async function* verifyAuditLogs(
  scope: Scope,
  organizationId: string | null,
): AsyncGenerator<OrganizationVerification> {
  const whole = { from: null, to: null };
  if (organizationId !== null) yield { organizationId, ...(await verifyOf(scope, organizationId, whole)) };
  if (organizationId !== null) return;
  let after = '';
  for (;;) {
    const page = await scope.db.read(selectAuditedOrganizations, { after, limit: ORGANIZATIONS_MAX });
    for (const { id } of page) yield { organizationId: id, ...(await verifyOf(scope, id, whole)) };
    if (page.length < ORGANIZATIONS_MAX) return;
    after = page.at(-1)?.id ?? after;
  }
}
