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
import type { Asked } from '../../context.ts';
import { OrganizationRef, ProjectRef } from '../../refs.ts';
import { AuditAction, AuditActorKind, AuditLogEntryRef, AuditResult } from './type.ts';

const AuditActorFilter = builder.inputType('AuditActorFilter', {
  description: 'Who did it. Both together: both must fit.',
  fields: (t) => ({
    kind: t.field({ type: AuditActorKind, description: 'Null: any kind.' }),
    apiKeyId: t.id({ description: 'The id of a key, which may be gone. Null: any.' }),
  }),
});

type InputFieldBuilder = PothosSchemaTypes.InputFieldBuilder<typeof builder.$inferSchemaTypes, 'InputObject'>;

const filterFields = (t: InputFieldBuilder) => ({
  actions: t.field({ type: [AuditAction], description: 'Any one of these. Null: all. Empty: none.' }),
  actor: t.field({ type: AuditActorFilter, description: 'Null: anybody.' }),
  result: t.field({ type: AuditResult, description: 'What came of it. Null: anything.' }),
  targetId: t.id({ description: 'What it was done to. Null: anything.' }),
  from: t.field({ type: 'DateTime', description: 'From this instant on. Null: from the beginning.' }),
  to: t.field({ type: 'DateTime', description: 'Before this instant. Null: until now.' }),
});

const AuditLogFilter = builder.inputType('AuditLogFilter', {
  description: 'Which entries of an organization. Whatever is given must fit.',
  fields: (t) => ({
    ...filterFields(t),
    projectId: t.id({ description: 'The project that it concerns, which may be gone. Null: any, and none.' }),
  }),
});

const ProjectAuditLogFilter = builder.inputType('ProjectAuditLogFilter', {
  description: 'Which entries of a project. Whatever is given must fit.',
  fields: filterFields,
});

const AuditLogConnection = builder.connectionObject(
  {
    type: AuditLogEntryRef,
    name: 'AuditLogConnection',
    description: 'A page of an audit log, newest first.',
  },
  { name: 'AuditLogEdge', description: 'An entry as a row of the log.' },
);

type AuditLogArguments = PageInput & { readonly filter?: AuditFilterInput | null | undefined };

async function readLog(log: AuditLog, args: AuditLogArguments, { context, info }: Asked) {
  const { select } = queryFromInfo({ context, info, paths: [['nodes'], ['edges', 'node']] });
  const page = await listAuditEntries(context.context, log, { ...args, columns: select ?? {} });
  return asConnection(page, () => countAuditEntries(context.context, log, args.filter));
}

builder.objectField(OrganizationRef, 'auditLog', (t) =>
  t.connection(
    {
      type: AuditLogEntryRef,
      auth: ['ORGANIZATION'],
      description:
        'What was done in the organization and to it, newest first: deleted projects included. Kept for good.',
      args: { filter: t.arg({ type: AuditLogFilter, description: 'Null: everything.' }) },
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
      description: 'What was done in the project and to it, newest first, by whatever key.',
      args: { filter: t.arg({ type: ProjectAuditLogFilter, description: 'Null: everything.' }) },
      resolve: ({ id, organizationId }, args, context, info) =>
        readLog({ organizationId, projectId: id }, args, { context, info }),
    },
    AuditLogConnection,
  ),
);
