import {
  countOperatorEntries,
  listOperatorEntries,
  type OperatorEntry,
} from '../../../domain/operator-log/list.ts';
import { builder } from '../../builder.ts';
import { asConnection } from '../../connection.ts';
import { AuditAction } from '../audit-log/type.ts';

const OperatorLogEntryRef = builder.objectRef<OperatorEntry>('OperatorLogEntry').implement({
  description:
    'A record of an action of the operator, written in the transaction of the action and never changed or deleted.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'The id of the entry, prefix `ope_`.' }),
    action: t.field({
      type: AuditAction,
      description: 'The action that was performed.',
      resolve: ({ action }) => action,
    }),
    organizationId: t.exposeID('organizationId', {
      description: 'The id of the organization, which may have been deleted since.',
    }),
    organizationName: t.exposeString('organizationName', {
      description: 'The name of the organization before the action.',
    }),
    targetId: t.exposeID('targetId', {
      description: 'The id of the object that the action was applied to, such as an issued key.',
    }),
    changes: t.field({
      type: 'JSONObject',
      description: 'Details of the action, without secrets, as in the audit log of the organization.',
      resolve: ({ changes }) => changes,
    }),
    ip: t.exposeString('ip', {
      nullable: true,
      description: 'The client address of the request. Null: a command of the server.',
    }),
    userAgent: t.exposeString('userAgent', {
      nullable: true,
      description: 'The `User-Agent` of the request, at most 512 characters. Null: none was sent.',
    }),
    requestId: t.exposeString('requestId', {
      nullable: true,
      description: 'The `x-request-id` of the request. Null: a command of the server.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the action was performed.' }),
  }),
});

const OperatorLogFilter = builder.inputType('OperatorLogFilter', {
  description: 'Filters the log of the operator. All conditions must match.',
  fields: (t) => ({
    actions: t.field({
      type: [AuditAction],
      description: 'Matches any of these actions. Null: all. Empty: none.',
    }),
    organizationId: t.id({
      description: 'The id of an organization, which may have been deleted. Null: all organizations.',
    }),
    from: t.field({
      type: 'DateTime',
      description: 'Start of the time range, inclusive. Null: the first entry.',
    }),
    to: t.field({ type: 'DateTime', description: 'End of the time range, exclusive. Null: now.' }),
  }),
});

builder.queryField('operatorLog', (t) =>
  t.connection(
    {
      type: OperatorLogEntryRef,
      auth: ['OPERATOR'],
      description:
        'Lists what was done with the operator key, newest first: a log of its own that outlives the organizations and has no retention period. The audit log of the organization has the same entries.',
      args: { filter: t.arg({ type: OperatorLogFilter, description: 'Null: all entries.' }) },
      resolve: async (_root, args, { context }) =>
        asConnection(await listOperatorEntries(context, args), () =>
          countOperatorEntries(context, args.filter),
        ),
    },
    { name: 'OperatorLogConnection', description: 'A page of the log of the operator, newest first.' },
    { name: 'OperatorLogEdge', description: 'An entry of the log and its cursor in a list.' },
  ),
);
