import type { OrganizationCounts } from '../../../domain/organization/list.ts';
import {
  countOrganizations,
  listOrganizations,
  organizationCounts,
} from '../../../domain/organization/list.ts';
import { usageThisMonth } from '../../../domain/usage/read.ts';
import { builder } from '../../builder.ts';
import { asConnection } from '../../connection.ts';
import { OrganizationRef } from '../../refs.ts';
import { UsageSummaryRef } from '../usage.ts';

const OrganizationCountsRef = builder.objectRef<OrganizationCounts>('OrganizationCounts').implement({
  description:
    'Numbers of rows of an organization, in all of its projects. Rows of archived projects are not counted.',
  fields: (t) => ({
    projectCount: t.exposeInt('projectCount', { description: 'Projects, the default project included.' }),
    archivedProjectCount: t.exposeInt('archivedProjectCount', {
      description: 'Archived projects, which would be deleted too.',
    }),
    apiKeyCount: t.exposeInt('apiKeyCount', {
      description: 'Keys of the organization itself and of its projects, without revoked ones.',
    }),
    connectedAccountCount: t.exposeInt('connectedAccountCount', {
      description: 'Connected accounts, in any status.',
    }),
    triggerCount: t.exposeInt('triggerCount', { description: 'Triggers, disabled ones included.' }),
    mcpServerCount: t.exposeInt('mcpServerCount', { description: 'MCP servers.' }),
    webhookSubscriptionCount: t.exposeInt('webhookSubscriptionCount', {
      description: 'Webhook subscriptions of the organization itself and of its projects.',
    }),
  }),
});

builder.objectField(OrganizationRef, 'counts', (t) =>
  t.field({
    type: OrganizationCountsRef,
    auth: ['OPERATOR', 'ORGANIZATION'],
    scope: 'organization:read',
    description:
      'Counts what the organization contains: what `deleteOrganization` would delete, besides its history. Counted only when selected.',
    resolve: (organization, _args, { context }) => organizationCounts(context, organization),
  }),
);

builder.objectField(OrganizationRef, 'usageThisMonth', (t) =>
  t.field({
    type: UsageSummaryRef,
    auth: ['OPERATOR', 'ORGANIZATION'],
    scope: 'usage:read',
    description: 'Usage of all projects in the current calendar month (UTC).',
    resolve: (organization, _args, { context }) => usageThisMonth(context, organization),
  }),
);

builder.queryField('organizations', (t) =>
  t.connection(
    {
      type: OrganizationRef,
      auth: ['OPERATOR'],
      description: 'Lists all organizations of this installation, newest first.',
      args: {
        search: t.arg.string({
          description:
            'Searches names for a substring of at most 100 characters, case-insensitive; also finds the organization with this id. Null or empty: all.',
        }),
        isSuspended: t.arg.boolean({
          description: 'True: suspended organizations only. False: all others. Null: all.',
        }),
      },
      resolve: async (_root, args, { context }) =>
        asConnection(await listOrganizations(context, args), () => countOrganizations(context, args)),
    },
    { name: 'OrganizationConnection', description: 'A page of the organizations of this installation.' },
    { name: 'OrganizationEdge', description: 'An organization and its cursor in a list.' },
  ),
);
