import { currentOrganization, organizationOf } from '../../../domain/organization/organization.ts';
import { deleteProject } from '../../../domain/project/delete.ts';
import { archivedProjectDeletion, previewProjectDeletion } from '../../../domain/project/deletion-preview.ts';
import { purgeProject } from '../../../domain/project/purge.ts';
import { restoreProject } from '../../../domain/project/restore.ts';
import { builder } from '../../builder.ts';
import { defineMutation } from '../../define-mutation.ts';
import { edgeIn } from '../../edges.ts';
import { OrganizationRef, ProjectRef } from '../../refs.ts';
import {
  DeletionPreviewRef,
  defineDeletionPreview,
  describePreview,
  EXPECTED_FINGERPRINT,
} from '../deletion-preview.ts';
import { ArchivedProjectRef } from './archived-list.ts';
import { newProjectEdge, ProjectEdge } from './type.ts';

builder.objectField(ProjectRef, 'deletionPreview', (t) =>
  t.field({
    type: DeletionPreviewRef,
    auth: ['ORGANIZATION'],
    scope: 'projects:read',
    description: describePreview('deleteProject'),
    args: {
      permanently: t.arg.boolean({
        defaultValue: false,
        description:
          'As in `deleteProject`. False: what it archives, and what is removed after `restorableDays` unless the project is restored. Both have the same fingerprint.',
      }),
    },
    resolve: (project, { permanently }, { context }) => previewProjectDeletion(context, project, permanently),
  }),
);

defineDeletionPreview(ArchivedProjectRef, archivedProjectDeletion, {
  auth: ['ORGANIZATION'],
  scope: 'projects:read',
  mutation: 'purgeProject',
});

const DeleteProjectPayload = builder.simpleObject('DeleteProjectPayload', {
  description: 'Result of `deleteProject`.',
  fields: (t) => ({
    deletedProjectId: t.id({ description: 'The id of the deleted project.' }),
    archivedProject: t.field({
      type: ArchivedProjectRef,
      nullable: true,
      description: 'The project in the archive. Null: it was deleted permanently.',
    }),
    organization: t.field({ type: OrganizationRef, description: 'The organization of the project.' }),
  }),
});

defineMutation('deleteProject', {
  auth: ['ORGANIZATION'],
  scope: 'projects:write',
  audits: 'PROJECT_ARCHIVED',
  errors: [
    'ARCHIVE_FULL',
    'CANNOT_DELETE_DEFAULT',
    'CANNOT_DELETE_LAST_PROJECT',
    'CHANGED_SINCE_PREVIEW',
    'PROJECT_NOT_FOUND',
    'PROJECT_RETAINED',
  ],
  description:
    'Deletes a project by moving it to the archive, from which `restoreProject` returns it until `purgeAt`. Its name and slug are free, its keys are rejected, its MCP servers and webhooks stop and none of its data can be read from the response on, regardless of its size. If `PROJECT_RETENTION_DAYS` of the server is 0, or with `permanently`, it is deleted permanently instead. The default project and the last project cannot be deleted.',
  inputDescription: 'The project to delete.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The id of a project of the organization.' }),
    permanently: t.boolean({
      defaultValue: false,
      description:
        'True: deletes the project with everything in it for good, which cannot be undone. Needs the scope `projects:purge`.',
    }),
    expectedFingerprint: t.string({ description: EXPECTED_FINGERPRINT }),
  }),
  payload: DeleteProjectPayload,
  resolve: async (_root, { input }, { context }) => {
    const { id: deletedProjectId, archivedProject } = await deleteProject(context, input);
    return { deletedProjectId, archivedProject, organization: await currentOrganization(context) };
  },
});

const RestoreProjectPayload = builder.simpleObject(
  'RestoreProjectPayload',
  {
    description: 'Result of `restoreProject`.',
    fields: (t) => ({ project: t.field({ type: ProjectRef, description: 'The restored project.' }) }),
  },
  (t) => ({
    projectEdge: t.field({
      type: ProjectEdge,
      description: edgeIn('Organization.projects'),
      resolve: ({ project }) => newProjectEdge(project),
    }),
    organization: t.field({
      type: OrganizationRef,
      description: 'The organization of the project.',
      resolve: ({ project }, _args, { context }) => organizationOf(context, project),
    }),
  }),
);

defineMutation('restoreProject', {
  auth: ['ORGANIZATION'],
  scope: 'projects:write',
  audits: 'PROJECT_RESTORED',
  errors: ['ARCHIVED_PROJECT_NOT_FOUND', 'NAME_TAKEN', 'SLUG_RESERVED', 'SLUG_TAKEN'],
  description:
    'Restores an archived project with its settings, auth configs, connected accounts and their credentials, MCP servers, usage, logs and quota. Its keys, webhook subscriptions and triggers are disabled: enable each that is still needed, with `updateApiKey`, `updateWebhookSubscription` and `setTriggerEnabled`. Sessions that were open are closed, and former secrets of rotated keys have expired. Not idempotent: a restored project is no longer archived.',
  inputDescription: 'The archived project, and how to restore it.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The id of an archived project of the organization.' }),
    name: t.string({
      description:
        'Another name, if a project has taken the former one: 3 to 75 characters, `[a-zA-Z0-9_-]`. Absent or null: the former name.',
    }),
    slug: t.string({
      description:
        'Another slug, if a project has taken the former one: 1 to 64 characters, `[a-z0-9_-]`. Absent or null: the former slug.',
    }),
    resendHeld: t.boolean({
      defaultValue: false,
      description:
        'True: sends the webhook deliveries that were held when the project was archived, and enables the subscriptions that were enabled. False: they are kept with the status HELD.',
    }),
  }),
  payload: RestoreProjectPayload,
  resolve: async (_root, { input }, { context }) => ({ project: await restoreProject(context, input) }),
});

const PurgeProjectPayload = builder.simpleObject('PurgeProjectPayload', {
  description: 'Result of `purgeProject`.',
  fields: (t) => ({
    purgedProjectId: t.id({ description: 'The id of the project, which can no longer be restored.' }),
    organization: t.field({ type: OrganizationRef, description: 'The organization of the project.' }),
  }),
});

defineMutation('purgeProject', {
  auth: ['ORGANIZATION'],
  scope: 'projects:purge',
  audits: 'PROJECT_PURGE_STARTED',
  errors: ['ARCHIVED_PROJECT_NOT_FOUND', 'CHANGED_SINCE_PREVIEW', 'PROJECT_RETAINED'],
  description:
    'Deletes an archived project permanently before its `purgeAt`, which cannot be undone. It can no longer be restored from the response on; its rows are deleted in the background, and the event `project.purged` is sent after the last one. Back-ups made before still contain them.',
  inputDescription: 'The archived project to delete permanently.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The id of an archived project of the organization.' }),
    expectedFingerprint: t.string({ description: EXPECTED_FINGERPRINT }),
  }),
  payload: PurgeProjectPayload,
  resolve: async (_root, { input }, { context }) => {
    const { id: purgedProjectId } = await purgeProject(context, input);
    return { purgedProjectId, organization: await currentOrganization(context) };
  },
});
