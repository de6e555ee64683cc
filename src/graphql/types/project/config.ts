import { idWithin } from '../../../domain/core/request-context.ts';
import { updateProjectConfig } from '../../../domain/project/config.ts';
import { projectConfigById } from '../../../domain/project/find.ts';
import { builder } from '../../builder.ts';
import { fieldHints } from '../../fast-path/field-hints.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { ProjectConfigRef, ProjectRef } from '../../refs.ts';

const LogVisibilityEnum = builder.enumType('LogVisibility', {
  description: 'What is kept of the tool calls of a project.',
  values: {
    SHOW_ALL: { description: 'Everything, arguments and responses included.' },
    DONT_STORE_DATA: {
      description: 'That a call happened, how long it took and how it ended, but not its data.',
    },
  } as const,
});

registerNode('pcfg', ProjectConfigRef.name, projectConfigById, 'config:read');

builder.objectType(ProjectConfigRef, {
  description: 'The settings of a project. Every project has them from the start.',
  interfaces: [NodeRef],
  fields: (t) => ({
    id: t.id({
      extensions: fieldHints.configId,
      description: 'The characters of the id of the project, with the prefix `pcfg_`.',
      resolve: ({ id }) => idWithin('pcfg', id),
    }),
    displayName: t.exposeString('displayName', {
      nullable: true,
      description:
        'What people are shown in place of the name, for instance on a consent page. Null: the name itself.',
    }),
    logoUrl: t.expose('logoUrl', {
      type: 'URL',
      nullable: true,
      description: 'A picture that people are shown beside the name, always https. Null: none.',
    }),
    is2FAEnabled: t.exposeBoolean('is2FAEnabled', {
      description:
        'Whether a mutation that names a connected account and a user is FORBIDDEN unless that user owns the account.',
    }),
    maskSecretKeysInConnectedAccount: t.exposeBoolean('maskSecretKeysInConnectedAccount', {
      description: 'Whether the credentials of connected accounts read as their first characters only.',
    }),
    logVisibilitySetting: t.expose('logVisibilitySetting', {
      type: LogVisibilityEnum,
      description: 'What is kept of tool calls, from the moment of the setting on.',
    }),
    requireMcpApiKey: t.exposeBoolean('requireMcpApiKey', {
      description:
        'Whether the MCP endpoint asks every request for a key of this project. On from the start in organizations that were created on or after 2026-03-05 UTC, off in older ones.',
    }),
    updatedAt: t.expose('configUpdatedAt', {
      type: 'DateTime',
      description: 'When a setting last changed.',
    }),
  }),
});

export const ProjectConfigInputRef = builder.inputType('ProjectConfigInput', {
  description: 'The settings that a new project starts with. What is absent gets its default.',
  fields: (t) => ({
    displayName: t.string({ description: '1 to 100 characters. Absent or null: the name is shown.' }),
    logoUrl: t.field({
      type: 'URL',
      description: 'An https URL of at most 2048 characters. Absent or null: none.',
    }),
    is2FAEnabled: t.boolean({ description: 'Absent: true. Cannot be null.' }),
    maskSecretKeysInConnectedAccount: t.boolean({ description: 'Absent: true. Cannot be null.' }),
    logVisibilitySetting: t.field({
      type: LogVisibilityEnum,
      description: 'Absent: SHOW_ALL. Cannot be null.',
    }),
    requireMcpApiKey: t.boolean({
      description:
        'Absent: true in organizations created on or after 2026-03-05 UTC, else false. Cannot be null.',
    }),
  }),
});

const UpdateProjectConfigInputRef = builder.inputType('UpdateProjectConfigInput', {
  description: 'The settings to change. What is absent stays as it is.',
  fields: (t) => ({
    displayName: t.string({ description: '1 to 100 characters. Null clears it: the name is shown.' }),
    logoUrl: t.field({
      type: 'URL',
      description: 'An https URL of at most 2048 characters. Null clears it.',
    }),
    is2FAEnabled: t.boolean({ description: 'Cannot be null.' }),
    maskSecretKeysInConnectedAccount: t.boolean({ description: 'Cannot be null.' }),
    logVisibilitySetting: t.field({ type: LogVisibilityEnum, description: 'Cannot be null.' }),
    requireMcpApiKey: t.boolean({ description: 'Cannot be null. Takes effect with the next request.' }),
  }),
});

const UpdateProjectConfigPayload = builder.simpleObject(
  'UpdateProjectConfigPayload',
  {
    description: 'The project with its settings as they are now.',
    fields: (t) => ({
      project: t.field({ type: ProjectRef, description: 'The project of the key.' }),
    }),
  },
  (t) => ({
    projectConfig: t.field({
      type: ProjectConfigRef,
      description: 'The settings, which are those of the project.',
      resolve: ({ project }) => project,
    }),
  }),
);

builder.mutationField('updateProjectConfig', (t) =>
  t.field({
    type: UpdateProjectConfigPayload,
    auth: ['PROJECT'],
    audits: 'PROJECT_CONFIG_UPDATED',
    scope: 'config:write',
    description: 'Changes settings of the project that the key belongs to.',
    args: {
      input: t.arg({ type: UpdateProjectConfigInputRef, required: true, description: 'What to change.' }),
    },
    resolve: async (_root, { input }, { context }) => ({
      project: await updateProjectConfig(context, input),
    }),
  }),
);
