import { queryFromInfo } from '@pothos/plugin-prisma';
import {
  type AuditFilterInput,
  type AuditLog,
  countAuditEntries,
  listAuditEntries,
} from '../../../domain/audit-log/list.ts';
import type { PageInput } from '../../../domain/core/pagination.ts';
import { builder } from '../../builder.ts';
import { asConnection } from '../../connection.ts';
import type { ResolverCall } from '../../context.ts';
import { OrganizationRef, ProjectRef } from '../../refs.ts';
import { AuditAction, AuditActorKind, AuditLogEntryRef, AuditResult } from './type.ts';

const AuditActorFilter = builder.inputType('AuditActorFilter', {
  description: 'Filters by actor. Both conditions must match.',
  fields: (t) => ({
    kind: t.field({ type: AuditActorKind, description: 'Null: any kind of actor.' }),
    apiKeyId: t.id({ description: 'The id of a key, which may have been revoked. Null: any key.' }),
  }),
});

type InputFieldBuilder = PothosSchemaTypes.InputFieldBuilder<typeof builder.$inferSchemaTypes, 'InputObject'>;

const filterFields = (t: InputFieldBuilder) => ({
  actions: t.field({
    type: [AuditAction],
    description: 'Matches any of these actions. Null: all. Empty: none.',
  }),
  actor: t.field({ type: AuditActorFilter, description: 'Null: any actor.' }),
  result: t.field({ type: AuditResult, description: 'Null: any result.' }),
  targetId: t.id({ description: 'The id of the object that the action was applied to. Null: any object.' }),
  from: t.field({
    type: 'DateTime',
    description: 'Start of the time range, inclusive. Null: the first entry.',
  }),
  to: t.field({ type: 'DateTime', description: 'End of the time range, exclusive. Null: now.' }),
});

const AuditLogFilter = builder.inputType('AuditLogFilter', {
  description: 'Filters the audit log of an organization. All conditions must match.',
  fields: (t) => ({
    ...filterFields(t),
    projectId: t.id({
      description:
        'The id of a project, which may have been deleted. Null: all projects, and entries of the organization itself.',
    }),
  }),
});

const ProjectAuditLogFilter = builder.inputType('ProjectAuditLogFilter', {
  description: 'Filters the audit log of a project. All conditions must match.',
  fields: filterFields,
});

const AuditLogConnection = builder.connectionObject(
  {
    type: AuditLogEntryRef,
    name: 'AuditLogConnection',
    description: 'A page of an audit log, newest first.',
  },
  { name: 'AuditLogEdge', description: 'An audit entry and its cursor in a list.' },
);

type AuditLogArguments = PageInput & { readonly filter?: AuditFilterInput | null | undefined };

async function readLog(log: AuditLog, args: AuditLogArguments, { context, info }: ResolverCall) {
  const { select } = queryFromInfo({ context, info, paths: [['nodes'], ['edges', 'node']] });
  const page = await listAuditEntries(context.context, log, { ...args, columns: select ?? {} });
  return asConnection(page, () => countAuditEntries(context.context, log, args.filter));
}

builder.objectField(OrganizationRef, 'auditLog', (t) =>
  t.connection(
    {
      type: AuditLogEntryRef,
      auth: ['ORGANIZATION'],
      scope: 'audit:read',
      description:
        "Audit entries of the organization, newest first, including those of deleted projects. Entries older than the server's retention period (`AUDIT_RETENTION_DAYS`) are removed; without one, all entries are kept.",
      args: { filter: t.arg({ type: AuditLogFilter, description: 'Null: all entries.' }) },
      resolve: ({ id }, args, context, info) =>
        readLog({ organizationId: id, projectId: null }, args, { context, info }),
    },
    AuditLogConnection,
  ),
);

builder.objectField(ProjectRef, 'auditLog', (t) =>
  t.connection(
    {
      type: AuditLogEntryRef,
      auth: ['ORGANIZATION', 'PROJECT'],
      scope: 'config:read',
      description:
        'Audit entries of the project, newest first, by any actor. Retention is the same as for `Organization.auditLog`.',
      args: { filter: t.arg({ type: ProjectAuditLogFilter, description: 'Null: all entries.' }) },
      resolve: ({ id, organizationId }, args, context, info) =>
        readLog({ organizationId, projectId: id }, args, { context, info }),
    },
    AuditLogConnection,
  ),
);
