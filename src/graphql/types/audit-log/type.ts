import { queryFromInfo } from '@pothos/plugin-prisma';
import { apiKeyById } from '../../../domain/api-key/find.ts';
import { auditEntryById } from '../../../domain/audit-log/list.ts';
import { auditActions, auditResults } from '../../../domain/audit-log/record.ts';
import { currentReason } from '../../../domain/core/error-reasons.ts';
import { projectById } from '../../../domain/project/find.ts';
import { builder } from '../../builder.ts';
import { ErrorReasonRef } from '../../errors.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { ApiKeyRef, ProjectRef } from '../../refs.ts';

/** Returns the values of an enum from the names and descriptions of the domain. */
const valuesOf = (described: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(described).map(([name, description]) => [name, { description }]));

export const AuditAction = builder.enumType('AuditAction', {
  description: 'Audited actions.',
  values: valuesOf(auditActions),
});

export const AuditResult = builder.enumType('AuditResult', {
  description: 'Outcome of an audited action.',
  values: valuesOf(auditResults),
});

/** Enum names and stored values of the `kind` of an `Actor`. */
const actorKinds: { readonly [kind: string]: { readonly value: string; readonly description: string } } = {
  OPERATOR: { value: 'operator', description: 'The operator of this installation.' },
  ORGANIZATION: { value: 'organization', description: 'A client with an organization key.' },
  PROJECT: { value: 'project', description: 'A client with a project key.' },
  ANONYMOUS: { value: 'anonymous', description: 'A client without a key, which reported a leaked secret.' },
  SYSTEM: {
    value: 'system',
    description: 'The installation itself, such as when it purges an archived project that is due.',
  },
};

export const AuditActorKind = builder.enumType('AuditActorKind', {
  description: 'Kinds of actors.',
  values: actorKinds,
});

type Actor = {
  readonly actorKind: string;
  readonly actorKeyId: string | null;
  readonly actorKeyName: string | null;
};

export const AuditActorRef = builder.objectRef<Actor>('AuditActor').implement({
  description:
    'The actor of an audit entry, the creator of a key or the actor that archived a project, identified by the key of the request.',
  fields: (t) => ({
    kind: t.expose('actorKind', {
      type: AuditActorKind,
      description: 'The kind of key that the request was sent with.',
    }),
    apiKeyId: t.exposeID('actorKeyId', {
      nullable: true,
      description:
        'The id of the key, which may have been revoked. Null for the operator, the system and anonymous clients.',
    }),
    apiKeyName: t.exposeString('actorKeyName', {
      nullable: true,
      description:
        'The name of the key at the time of the entry. Null outside of the audit log, when there was no key, and in entries created before names were recorded.',
    }),
    apiKey: t.field({
      type: ApiKeyRef,
      scope: 'config:read',
      nullable: true,
      description:
        'The key itself. Null when there was none, when it has been revoked or deleted, and when the requesting key cannot read it.',
      resolve: ({ actorKeyId }, _args, { context }) =>
        actorKeyId === null ? null : apiKeyById(context, actorKeyId),
    }),
  }),
});

export const AuditLogEntryRef = builder.prismaObject('AuditEntry', {
  name: 'AuditLogEntry',
  interfaces: [NodeRef],
  description: 'A record of an action, written in the transaction of the action and never changed.',
  // Reads only the selected columns.
  select: { id: true, createdAt: true },
  fields: (t) => ({
    action: t.expose('action', {
      type: AuditAction,
      description: 'The action that was performed or denied.',
    }),
    actor: t.field({
      type: AuditActorRef,
      select: { actorKind: true, actorKeyId: true, actorKeyName: true },
      description: 'The actor of the action.',
      resolve: (entry) => entry,
    }),
    result: t.expose('result', { type: AuditResult, description: 'The outcome of the action.' }),
    deniedReason: t.field({
      type: ErrorReasonRef,
      nullable: true,
      select: { deniedReason: true },
      description:
        'The error reason of a denied action, by its present name: the export has the name at the time. Null unless `result` is DENIED.',
      resolve: ({ deniedReason }) => deniedReason && currentReason(deniedReason),
    }),
    ip: t.exposeString('ip', {
      nullable: true,
      description:
        'The client address of the request. Null for the system, and in entries created before addresses were recorded.',
    }),
    userAgent: t.exposeString('userAgent', {
      nullable: true,
      description:
        'The `User-Agent` of the request, at most 512 characters. Null when none was sent, for the system, and in entries created before it was recorded.',
    }),
    targetId: t.exposeID('targetId', {
      description:
        'The id of the object that the action was applied to. Its prefix identifies the type; the object may have been deleted.',
    }),
    projectId: t.exposeID('projectId', {
      nullable: true,
      description:
        'The id of the project of the action; the project may have been deleted. Null for an action on the organization.',
    }),
    project: t.field({
      type: ProjectRef,
      nullable: true,
      select: { projectId: true },
      description:
        'The project of the action. Null for an action on the organization, and when the project has been deleted.',
      resolve: ({ projectId }, _args, { context }) =>
        projectId === null ? null : projectById(context, projectId),
    }),
    changes: t.expose('changes', {
      type: 'JSONObject',
      description:
        'Details of the action, without secrets. For updates: each changed field with its values, such as `{"name": {"before": "Staging", "after": "QA"}}`.',
    }),
    requestId: t.exposeString('requestId', {
      nullable: true,
      description: 'The `x-request-id` of the request. Null for actions of the system.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the action was performed.' }),
  }),
});

registerNode('aud', AuditLogEntryRef.name, (context, id, { context: graphqlContext, info }) =>
  auditEntryById(
    context,
    id,
    queryFromInfo({ context: graphqlContext, info, typeName: AuditLogEntryRef.name }).select ?? {},
  ),
);

builder.objectField(ApiKeyRef, 'createdBy', (t) =>
  t.field({
    type: AuditActorRef,
    nullable: true,
    description: 'The actor that issued the key. Null for keys issued before the creator was recorded.',
    resolve: ({ createdByKind, createdByKeyId }) =>
      createdByKind === null
        ? null
        : { actorKind: createdByKind, actorKeyId: createdByKeyId, actorKeyName: null },
  }),
);
