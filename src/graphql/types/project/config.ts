import { idWithin } from '../../../domain/core/request-context.ts';
import { MCP_API_KEY_SINCE, updateProjectConfig } from '../../../domain/project/config.ts';
import { plannedProjects, projectConfigById } from '../../../domain/project/find.ts';
import { builder } from '../../builder.ts';
import { defineMutation } from '../../define-mutation.ts';
import { expectedUpdatedAtField } from '../../expected-updated-at.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { planned } from '../../plan/planned-field.ts';
import { ProjectConfigRef, ProjectRef } from '../../refs.ts';

const LogVisibilityEnum = builder.enumType('LogVisibility', {
  description: 'Which data of tool calls a project stores.',
  values: {
    SHOW_ALL: { description: 'Stores everything, including arguments and responses.' },
    DONT_STORE_DATA: {
      description:
        'Stores only metadata such as time, duration and status: no arguments, response or error message.',
    },
  } as const,
});

/** The default of `requireMcpApiKey`. */
const organizationsByAge = `organizations created on or after ${MCP_API_KEY_SINCE.toISOString().slice(0, 10)} UTC, false in older ones`;

registerNode('pcfg', ProjectConfigRef.name, projectConfigById, plannedProjects.configNode);

builder.objectType(ProjectConfigRef, {
  description: 'The settings of a project. Each project has exactly one config from its creation on.',
  interfaces: [NodeRef],
  fields: (t) => ({
    id: t.id({
      extensions: planned({ kind: 'column', property: 'configId' }),
      description: 'The id of the project with the prefix `pcfg_`.',
      resolve: ({ id }) => idWithin('pcfg', id),
    }),
    displayName: t.exposeString('displayName', {
      nullable: true,
      description:
        'Name shown to end users in place of the project name, for instance on a consent page. Null: the project name.',
    }),
    logoUrl: t.expose('logoUrl', {
      type: 'URL',
      nullable: true,
      description: 'Logo shown to end users beside the name, an https URL. Null: none.',
    }),
    is2FAEnabled: t.exposeBoolean('is2FAEnabled', {
      description:
        'Ownership check (not two-factor authentication): when true, mutations that pass both a `userId` and a connected account fail with FORBIDDEN (USER_MISMATCH) unless that user owns the account.',
    }),
    maskSecretKeysInConnectedAccount: t.exposeBoolean('maskSecretKeysInConnectedAccount', {
      description:
        'Whether credentials of connected accounts are masked: only their first characters are returned.',
    }),
    logVisibilitySetting: t.expose('logVisibilitySetting', {
      type: LogVisibilityEnum,
      description: 'Which data of tool calls is stored. Applies to calls recorded after a change.',
    }),
    requireMcpApiKey: t.exposeBoolean('requireMcpApiKey', {
      description: `Whether every MCP request needs a key of this project. Initially true in ${organizationsByAge}.`,
    }),
    updatedAt: t.expose('configUpdatedAt', {
      type: 'DateTime',
      description: 'When a setting last changed.',
    }),
  }),
});

export const ProjectConfigInputRef = builder.inputType('ProjectConfigInput', {
  description: 'Settings of a new project. Absent fields get their default.',
  fields: (t) => ({
    displayName: t.string({ description: '1 to 128 characters. Absent or null: the project name is shown.' }),
    logoUrl: t.field({
      type: 'URL',
      description: 'An https URL of at most 2048 characters. Absent or null: none.',
    }),
    is2FAEnabled: t.boolean({
      description: 'Ownership check of connected accounts. Absent: true. Cannot be null.',
    }),
    maskSecretKeysInConnectedAccount: t.boolean({
      description: 'Masking of credentials. Absent: true. Cannot be null.',
    }),
    logVisibilitySetting: t.field({
      type: LogVisibilityEnum,
      description: 'Storage of tool call data. Absent: SHOW_ALL. Cannot be null.',
    }),
    requireMcpApiKey: t.boolean({
      description: `Whether MCP requests need a key. Absent: true in ${organizationsByAge}. Cannot be null.`,
    }),
  }),
});

const UpdateProjectConfigPayload = builder.simpleObject(
  'UpdateProjectConfigPayload',
  {
    description: 'Result of `updateProjectConfig`.',
    fields: (t) => ({
      project: t.field({ type: ProjectRef, description: 'The project after the change.' }),
    }),
  },
  (t) => ({
    projectConfig: t.field({
      type: ProjectConfigRef,
      description: 'The settings after the change.',
      resolve: ({ project }) => project,
    }),
  }),
);

defineMutation('updateProjectConfig', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'config:write',
  project: 'REQUIRED',
  audits: 'PROJECT_CONFIG_UPDATED',
  errors: ['CHANGED_MEANWHILE', 'PROJECT_NOT_FOUND'],
  description: 'Changes settings of the project of the request. Repeating it changes nothing.',
  inputDescription: 'The settings to change.',
  inputTypeDescription: 'Input of `updateProjectConfig`. Absent fields keep their value.',
  input: (t) => ({
    displayName: t.string({
      description: '1 to 128 characters. Null removes it: the project name is shown.',
    }),
    logoUrl: t.field({
      type: 'URL',
      description: 'An https URL of at most 2048 characters. Null removes it.',
    }),
    is2FAEnabled: t.boolean({ description: 'Ownership check of connected accounts. Cannot be null.' }),
    maskSecretKeysInConnectedAccount: t.boolean({ description: 'Masking of credentials. Cannot be null.' }),
    logVisibilitySetting: t.field({
      type: LogVisibilityEnum,
      description: 'Storage of tool call data. Cannot be null.',
    }),
    requireMcpApiKey: t.boolean({
      description: 'Whether MCP requests need a key, from the next request on. Cannot be null.',
    }),
    ...expectedUpdatedAtField(t, 'ProjectConfig.updatedAt'),
  }),
  payload: UpdateProjectConfigPayload,
  resolve: async (_root, { input }, { context }) => ({
    project: await updateProjectConfig(context, input),
  }),
});
