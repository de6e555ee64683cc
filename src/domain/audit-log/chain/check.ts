import { z } from 'zod';
import { selectAuditedOrganizations } from '../../../repositories/audit-log/chain.ts';
import { invalidValue } from '../../core/errors.ts';
import type { RequestContext } from '../../core/request-context.ts';
import { entireOrganization } from '../../core/tenancy.ts';
import { parseInput } from '../../core/validation.ts';
import { sealPending } from './seal.ts';
import { type ChainRange, countLinks, type Verification, verifyChain, WHOLE_CHAIN } from './verify.ts';

const sequenceInput = z.number().int().min(1, 'must be 1 or more');

const verifyInput = z.object({
  from: sequenceInput.nullish(),
  to: sequenceInput.nullish(),
  expected: z
    .object({
      sequence: sequenceInput,
      hash: z
        .string()
        .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits')
        .toLowerCase(),
    })
    .nullish(),
});

export type VerifyAuditLogInput = z.input<typeof verifyInput>;

/** Entries per rate limit point. */
export const ENTRIES_PER_POINT = 1_000;

type Verifications = { readonly byRange: Map<string, Promise<Verification>>; last: Promise<unknown> };

const verificationsOf = new WeakMap<RequestContext, Verifications>();

/** Seals pending entries and compares the log of the caller's organization with its seals. Charges for the entries that it
 *  reads. Within a request verifications run one after the other, and equal ones once. Throws BAD_USER_INPUT for reversed
 *  bounds, and FORBIDDEN for a key that is restricted to projects. */
export async function verifyAuditLog(
  context: RequestContext,
  input: VerifyAuditLogInput,
): Promise<Verification> {
  const { from = null, to = null, expected = null } = parseInput(verifyInput, input);
  if (from !== null && to !== null && to < from) throw invalidValue('to', 'to must not be less than from.');
  const { organizationId } = entireOrganization(context.actor);
  const range: ChainRange = { from, to, expected };
  const verifications = verificationsOf.get(context) ?? { byRange: new Map(), last: Promise.resolve() };
  verificationsOf.set(context, verifications);
  const key = JSON.stringify(range);
  const pending = verifications.byRange.get(key);
  if (pending) return pending;
  const verification = verifications.last.then(() => chargeAndVerify(context, organizationId, range));
  verifications.byRange.set(key, verification);
  verifications.last = verification.catch(() => {});
  return verification;
}

async function chargeAndVerify(context: RequestContext, organizationId: string, range: ChainRange) {
  await sealPending(context, organizationId);
  const entryCount = await countLinks(context.db, organizationId, range);
  await context.charge(Math.ceil(entryCount / ENTRIES_PER_POINT));
  return verifyChain(context.db, organizationId, range);
}

export type OrganizationVerification = Verification & { readonly organizationId: string };

const ORGANIZATIONS_MAX = 100;

/** Verifies a range of one organization, for the operator of the installation. */
export async function verifyOrganization(
  context: RequestContext,
  organizationId: string,
  range: ChainRange,
): Promise<OrganizationVerification> {
  await sealPending(context, organizationId);
  return { organizationId, ...(await verifyChain(context.db, organizationId, range)) };
}

/** Verifies all organizations, one after the other. */
export async function* verifyAuditLogs(context: RequestContext): AsyncGenerator<OrganizationVerification> {
  let after = '';
  for (;;) {
    const page = await context.db.read(selectAuditedOrganizations, { after, limit: ORGANIZATIONS_MAX });
    for (const { id } of page) yield await verifyOrganization(context, id, WHOLE_CHAIN);
    if (page.length < ORGANIZATIONS_MAX) return;
    after = page.at(-1)?.id ?? after;
  }
}
