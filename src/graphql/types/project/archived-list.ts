import {
  type ArchivedCounts,
  type ArchivedProject,
  archivedProjectById,
  countArchivedObjects,
  countArchivedProjects,
  listArchivedProjects,
} from '../../../domain/project/archived.ts';
import { builder } from '../../builder.ts';
import { asConnection } from '../../connection.ts';
import { OrganizationRef } from '../../refs.ts';
import { AuditActorRef } from '../audit-log/type.ts';
import { ProjectEnvironmentEnum } from './type.ts';

const ArchivedProjectCountsRef = builder.objectRef<ArchivedCounts>('ArchivedProjectCounts').implement({
  description: 'Numbers of rows of an archived project. 1,000: at least that many.',
  fields: (t) => ({
    apiKeyCount: t.exposeInt('apiKeys', { description: 'Keys that return disabled.' }),
    webhookSubscriptionCount: t.exposeInt('webhookSubscriptions', {
      description: 'Webhook subscriptions that return disabled.',
    }),
    authConfigCount: t.exposeInt('authConfigs', { description: 'Auth configs.' }),
    connectedAccountCount: t.exposeInt('connectedAccounts', {
      description: 'Connected accounts, with their credentials.',
    }),
    triggerCount: t.exposeInt('triggers', { description: 'Triggers that return disabled.' }),
  }),
});

export const ArchivedProjectRef = builder.objectRef<ArchivedProject>('ArchivedProject').implement({
  description:
    'A project that was deleted and can be restored with `restoreProject`. Nothing in it can be read until then.',
  fields: (t) => ({
    id: t.exposeID('id', {
      description: 'The id of the project, which it keeps. `node` finds it only after it was restored.',
    }),
    name: t.exposeString('name', {
      description: 'The name when it was archived. Another project may have taken it since.',
    }),
    slug: t.exposeString('slug', {
      description: 'The slug when it was archived. Another project may have taken it since.',
    }),
    environment: t.expose('environment', {
      type: ProjectEnvironmentEnum,
      description: 'Whether the project is for production or for tests.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the project was created.' }),
    archivedAt: t.expose('archivedAt', { type: 'DateTime', description: 'When the project was archived.' }),
    archivedBy: t.field({
      type: AuditActorRef,
      description: 'The actor that archived the project.',
      resolve: ({ archivedByKind, archivedByKeyId, archivedByKeyName }) => ({
        actorKind: archivedByKind,
        actorKeyId: archivedByKeyId,
        actorKeyName: archivedByKeyName,
      }),
    }),
    purgeAt: t.expose('purgeAt', {
      type: 'DateTime',
      description: 'Until when it can be restored. Afterwards it is deleted permanently.',
    }),
    counts: t.field({
      type: ArchivedProjectCountsRef,
      nullable: true,
      description:
        'What the project contains. Counted only when selected. Null: it was restored or purged during the request.',
      resolve: (project, _args, { context }) => countArchivedObjects(context, project),
    }),
  }),
});

builder.objectField(OrganizationRef, 'archivedProject', (t) =>
  t.field({
    type: ArchivedProjectRef,
    auth: ['ORGANIZATION'],
    scope: 'projects:read',
    nullable: true,
    description:
      'Returns an archived project of the organization that can be restored. Null: no such archived project is visible to the key.',
    args: { id: t.arg.id({ required: true, description: 'The id of the project, prefix `proj_`.' }) },
    resolve: ({ id: organizationId }, { id }, { context }) =>
      archivedProjectById(context, organizationId, id),
  }),
);

builder.objectField(OrganizationRef, 'archivedProjects', (t) =>
  t.connection(
    {
      type: ArchivedProjectRef,
      auth: ['ORGANIZATION'],
      scope: 'projects:read',
      description:
        'Lists the archived projects of the organization that the key may see, the last archived first. At most 1,000.',
      resolve: async (organization, args, { context }) =>
        asConnection(await listArchivedProjects(context, organization.id, args), () =>
          countArchivedProjects(context, organization.id),
        ),
    },
    {
      name: 'OrganizationArchivedProjectsConnection',
      description: 'A page of the archived projects of an organization.',
    },
    {
      name: 'OrganizationArchivedProjectsConnectionEdge',
      description: 'An archived project and its cursor in a list.',
    },
  ),
);
