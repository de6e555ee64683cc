import { verifyAuditLog } from '../../../domain/audit-log/chain/check.ts';
import {
  type ChainViolation,
  type Verification,
  violationKinds,
} from '../../../domain/audit-log/chain/verify.ts';
import { builder } from '../../builder.ts';

const AuditIntegrityViolationKind = builder.enumType('AuditIntegrityViolationKind', {
  description: 'Kinds of integrity violations in the chain of an audit log.',
  values: Object.fromEntries(
    Object.entries(violationKinds).map(([kind, description]) => [kind, { description }]),
  ),
});

const AuditIntegrityViolation = builder.objectRef<ChainViolation>('AuditIntegrityViolation').implement({
  description: 'A position where the audit log differs from its sealed chain.',
  fields: (t) => ({
    kind: t.expose('kind', { type: AuditIntegrityViolationKind, description: 'The kind of violation.' }),
    sequence: t.expose('sequence', {
      type: 'Float',
      nullable: true,
      description: 'The position in the chain, an integer. Null for an entry that has none.',
    }),
    entryId: t.exposeID('entryId', {
      nullable: true,
      description: 'The id of the entry, which may have been deleted. Null where it cannot be determined.',
    }),
  }),
});

type ChainPlace = { readonly sequence: number; readonly hash: string; readonly sealedAt: Date | null };

const AuditChainPlace = builder.objectRef<ChainPlace>('AuditChainPlace').implement({
  description: 'A position in the chain of an audit log.',
  fields: (t) => ({
    sequence: t.expose('sequence', {
      type: 'Float',
      description: 'The number of entries sealed up to this position, an integer.',
    }),
    hash: t.exposeString('hash', {
      description: 'SHA-256 of the entry at this position in hexadecimal. It covers all entries before it.',
    }),
    sealedAt: t.expose('sealedAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When the entry was sealed. Null when the entry was removed by retention, and when its seal is missing.',
    }),
  }),
});

const AuditVerification = builder.objectRef<Verification>('AuditVerification').implement({
  description: 'Result of verifying an audit log against its sealed chain.',
  fields: (t) => ({
    isIntact: t.boolean({
      description: 'Whether all verified entries match their seals.',
      resolve: ({ firstViolation }) => firstViolation === null,
    }),
    entryCount: t.exposeInt('entryCount', {
      description: 'Number of entries that match their seals, up to the first violation.',
    }),
    head: t.field({
      type: AuditChainPlace,
      nullable: true,
      description:
        'The end of the chain. Store it outside of this server, to detect changes to the log that replace all of its seals. Null: no entry was ever sealed.',
      resolve: ({ chain: { sequence, hash, sealedAt } }) => placeOf(sequence, hash, sealedAt),
    }),
    prunedThrough: t.field({
      type: AuditChainPlace,
      nullable: true,
      description:
        'The last entry that retention removed: the chain starts after it. Null: no entry was removed.',
      resolve: ({ chain: { anchorSequence, anchorHash } }) => placeOf(anchorSequence, anchorHash, null),
    }),
    firstViolation: t.expose('firstViolation', {
      type: AuditIntegrityViolation,
      nullable: true,
      description: 'The first violation. Null: none was found.',
    }),
  }),
});

function placeOf(sequence: string, hash: Buffer, sealedAt: Date | null): ChainPlace | null {
  return sequence === '0' ? null : { sequence: Number(sequence), hash: hash.toString('hex'), sealedAt };
}

const KeptAuditPlaceInput = builder.inputType('KeptAuditPlaceInput', {
  description: 'A position of the chain that was stored outside of this server, such as an earlier `head`.',
  fields: (t) => ({
    sequence: t.float({ required: true, description: 'The position, an integer of 1 or more.' }),
    hash: t.string({ required: true, description: 'The hash at this position: 64 hexadecimal digits.' }),
  }),
});

const VerifyAuditLogInput = builder.inputType('VerifyAuditLogInput', {
  description:
    'The part of the chain to verify. A requested position outside of the chain is reported as a violation.',
  fields: (t) => ({
    from: t.float({
      description: 'The first position to verify, an integer. Absent or null: the start of the chain.',
    }),
    to: t.float({
      description: 'The last position to verify, an integer. Absent or null: the end of the chain.',
    }),
    expected: t.field({
      type: KeptAuditPlaceInput,
      description:
        'A position that the chain must contain with this hash: detects a truncated chain whose head was truncated as well. With `from` one position after it, the verification continues an earlier one. Absent or null: no position is expected.',
    }),
  }),
});

builder.queryField('verifyAuditLog', (t) =>
  t.field({
    type: AuditVerification,
    auth: ['ORGANIZATION'],
    scope: 'audit:read',
    description:
      'Seals pending entries, then verifies the audit log of the organization against its seals. Costs 10 points, plus one for each 1,000 entries read. Verifications of one organization run one at a time: others wait.',
    args: { input: t.arg({ type: VerifyAuditLogInput, description: 'Absent or null: the whole chain.' }) },
    resolve: (_root, { input }, { context }) => verifyAuditLog(context, input ?? {}),
  }),
);
