import { verifyAuditLog } from '../../../domain/audit-log/chain/check.ts';
import {
  type ChainViolation,
  type Verification,
  violationKinds,
} from '../../../domain/audit-log/chain/verify.ts';
import { builder } from '../../builder.ts';

const AuditIntegrityViolationKind = builder.enumType('AuditIntegrityViolationKind', {
  description: 'How the chain of an audit log can be broken.',
  values: Object.fromEntries(
    Object.entries(violationKinds).map(([kind, description]) => [kind, { description }]),
  ),
});

const AuditIntegrityViolation = builder.objectRef<ChainViolation>('AuditIntegrityViolation').implement({
  description: 'A place where the log is not what was sealed.',
  fields: (t) => ({
    kind: t.expose('kind', { type: AuditIntegrityViolationKind, description: 'What is wrong there.' }),
    sequence: t.expose('sequence', {
      type: 'Float',
      nullable: true,
      description: 'The place in the chain, a whole number. Null for an entry that has none.',
    }),
    entryId: t.exposeID('entryId', {
      nullable: true,
      description: 'The id of the entry, which may be gone. Null where nobody can tell.',
    }),
  }),
});

type ChainPlace = { readonly sequence: number; readonly hash: string; readonly sealedAt: Date | null };

const AuditChainPlace = builder.objectRef<ChainPlace>('AuditChainPlace').implement({
  description: 'A place in the chain of an audit log.',
  fields: (t) => ({
    sequence: t.expose('sequence', {
      type: 'Float',
      description: 'How many entries were sealed up to it, a whole number.',
    }),
    hash: t.exposeString('hash', {
      description: 'SHA-256 of the entry at its place, in hexadecimal. It stands for everything before it.',
    }),
    sealedAt: t.expose('sealedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was sealed. Null where the entry has left the log, and where its seal is lost.',
    }),
  }),
});

const AuditVerification = builder.objectRef<Verification>('AuditVerification').implement({
  description: 'What the comparison of a log with its seals has found.',
  fields: (t) => ({
    isIntact: t.boolean({
      description: 'Whether everything that was looked at is as it was sealed.',
      resolve: ({ firstViolation }) => firstViolation === null,
    }),
    entryCount: t.exposeInt('entryCount', {
      description: 'How many entries are as they were sealed, up to the first that is not.',
    }),
    head: t.field({
      type: AuditChainPlace,
      nullable: true,
      description:
        'The end of the chain. Keep it elsewhere: whoever changes the log and all of its seals cannot change that. Null: nothing was ever sealed.',
      resolve: ({ chain: { sequence, hash, sealedAt } }) => placeOf(sequence, hash, sealedAt),
    }),
    prunedThrough: t.field({
      type: AuditChainPlace,
      nullable: true,
      description:
        'The last entry that retention took out of the log: the chain begins after it. Null: none.',
      resolve: ({ chain: { anchorSequence, anchorHash } }) => placeOf(anchorSequence, anchorHash, null),
    }),
    firstViolation: t.expose('firstViolation', {
      type: AuditIntegrityViolation,
      nullable: true,
      description: 'The first place that is not as it was sealed. Null: there is none.',
    }),
  }),
});

function placeOf(sequence: string, hash: Buffer, sealedAt: Date | null): ChainPlace | null {
  return sequence === '0' ? null : { sequence: Number(sequence), hash: hash.toString('hex'), sealedAt };
}

const KeptAuditPlaceInput = builder.inputType('KeptAuditPlaceInput', {
  description: 'A place of the chain as it was kept outside of this server, such as an earlier `head`.',
  fields: (t) => ({
    sequence: t.float({ required: true, description: 'The place, a whole number of 1 or more.' }),
    hash: t.string({ required: true, description: 'The hash at this place: 64 hexadecimal digits.' }),
  }),
});

const VerifyAuditLogInput = builder.inputType('VerifyAuditLogInput', {
  description: 'Which part of the chain. A place that is asked for and is not in the chain is a break.',
  fields: (t) => ({
    from: t.float({
      description: 'The first place to look at, a whole number. Absent or null: where the chain begins.',
    }),
    to: t.float({ description: 'The last place to look at, a whole number. Absent or null: the end.' }),
    expected: t.field({
      type: KeptAuditPlaceInput,
      description:
        'A place that must be in the chain with this hash: finds an end that was cut off together with the head. With `from` one place after it, the check continues a former one. Absent or null: nothing is expected.',
    }),
  }),
});

builder.queryField('verifyAuditLog', (t) =>
  t.field({
    type: AuditVerification,
    auth: ['ORGANIZATION'],
    description:
      'Seals what is not sealed yet, and compares entries of the organization with their seals. Costs 10 points, and one more for each 1,000 entries that are read. One verification of an organization runs at a time: others wait.',
    args: { input: t.arg({ type: VerifyAuditLogInput, description: 'Absent or null: the whole chain.' }) },
    resolve: (_root, { input }, { context }) => verifyAuditLog(context, input ?? {}),
  }),
);
