import { queryFromInfo } from '@pothos/plugin-prisma';
import { apiKeyById } from '../../../domain/api-key/find.ts';
import { auditEntryById } from '../../../domain/audit-log/list.ts';
import { auditActions, auditResults } from '../../../domain/audit-log/record.ts';
import { projectById } from '../../../domain/project/find.ts';
import { builder } from '../../builder.ts';
import { ErrorReasonRef } from '../../errors.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { ApiKeyRef, ProjectRef } from '../../refs.ts';

/** The values of an enum that the domain lists with what they tell. */
const valuesOf = (described: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(described).map(([name, description]) => [name, { description }]));

export const AuditAction = builder.enumType('AuditAction', {
  description: 'What can be done that leaves an entry.',
  values: valuesOf(auditActions),
});

export const AuditResult = builder.enumType('AuditResult', {
  description: 'What can have come of it.',
  values: valuesOf(auditResults),
});

/** As entries have it: the kind of an `Actor`. */
const actorKinds: { readonly [kind: string]: { readonly value: string; readonly description: string } } = {
  OPERATOR: { value: 'operator', description: 'Whoever runs this installation.' },
  ORGANIZATION: { value: 'organization', description: 'Somebody with a key of the organization.' },
  PROJECT: { value: 'project', description: 'Somebody with a key of the project.' },
  ANONYMOUS: { value: 'anonymous', description: 'Somebody without a key, who told of a secret that leaked.' },
  SYSTEM: { value: 'system', description: 'The installation itself, when it filled an empty database.' },
};

export const AuditActorKind = builder.enumType('AuditActorKind', {
  description: 'Who can have done it.',
  values: actorKinds,
});

type Actor = {
  readonly actorKind: string;
  readonly actorKeyId: string | null;
  readonly actorKeyName: string | null;
};

const AuditActorRef = builder.objectRef<Actor>('AuditActor').implement({
  description: 'Who did it, as the key told it.',
  fields: (t) => ({
    kind: t.expose('actorKind', { type: AuditActorKind, description: 'The kind of key that was sent.' }),
    apiKeyId: t.exposeID('actorKeyId', {
      nullable: true,
      description: 'The id of that key, also when it is gone. Null for the operator and the system.',
    }),
    apiKeyName: t.exposeString('actorKeyName', {
      nullable: true,
      description:
        'What that key was called at the time, in entries of the audit log. Null where there was none, elsewhere, and in entries from before it was kept.',
    }),
    apiKey: t.field({
      type: ApiKeyRef,
      scope: 'config:read',
      nullable: true,
      description:
        'That key. Null when there was none, when it was revoked or deleted since, and when yours cannot see it.',
      resolve: ({ actorKeyId }, _args, { context }) =>
        actorKeyId === null ? null : apiKeyById(context, actorKeyId),
    }),
  }),
});

export const AuditLogEntryRef = builder.prismaObject('AuditEntry', {
  name: 'AuditLogEntry',
  interfaces: [NodeRef],
  description: 'Something that was done. Written together with the deed, and never changed.',
  // Only the columns that are asked for are read.
  select: { id: true, createdAt: true },
  fields: (t) => ({
    action: t.expose('action', { type: AuditAction, description: 'What was done.' }),
    actor: t.field({
      type: AuditActorRef,
      select: { actorKind: true, actorKeyId: true, actorKeyName: true },
      description: 'Who did it.',
      resolve: (entry) => entry,
    }),
    result: t.expose('result', { type: AuditResult, description: 'What came of it.' }),
    deniedReason: t.expose('deniedReason', {
      type: ErrorReasonRef,
      nullable: true,
      description: 'Why it was not allowed, as the answer said it. Null unless the result is DENIED.',
    }),
    ip: t.exposeString('ip', {
      nullable: true,
      description:
        'The address that the request came from. Null when nobody asked, and in entries from before it was kept.',
    }),
    userAgent: t.exposeString('userAgent', {
      nullable: true,
      description:
        'How the client named itself, up to 512 characters. Null when it did not, when nobody asked, and in entries from before it was kept.',
    }),
    targetId: t.exposeID('targetId', {
      description: 'The id of what it was done to. Its prefix tells the type; it may be gone.',
    }),
    projectId: t.exposeID('projectId', {
      nullable: true,
      description:
        'The id of the project that it concerns, also when that is gone. Null when it concerns the organization.',
    }),
    project: t.field({
      type: ProjectRef,
      nullable: true,
      select: { projectId: true },
      description: 'That project. Null when it concerns the organization, and when the project is gone.',
      resolve: ({ projectId }, _args, { context }) =>
        projectId === null ? null : projectById(context, projectId),
    }),
    changes: t.expose('changes', {
      type: 'JSONObject',
      description:
        'What is worth knowing of it, without any secret. Of an update: each field that changed, with `before` and `after`.',
    }),
    requestId: t.exposeString('requestId', {
      nullable: true,
      description: 'The `x-request-id` of the request that asked for it. Null when nobody asked.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was done.' }),
  }),
});

registerNode(
  'aud',
  AuditLogEntryRef.name,
  (context, id, { context: graphqlContext, info }) =>
    auditEntryById(
      context,
      id,
      queryFromInfo({ context: graphqlContext, info, typeName: AuditLogEntryRef.name }).select ?? {},
    ),
  'config:read',
);

builder.objectField(ApiKeyRef, 'createdBy', (t) =>
  t.field({
    type: AuditActorRef,
    nullable: true,
    description: 'Who issued it. Null for a key from the time before that was written down.',
    resolve: ({ createdByKind, createdByKeyId }) =>
      createdByKind === null
        ? null
        : { actorKind: createdByKind, actorKeyId: createdByKeyId, actorKeyName: null },
  }),
);
