import { projectOf } from '../../../domain/project/find.ts';
import { closeSession } from '../../../domain/session/close.ts';
import { createSession } from '../../../domain/session/create.ts';
import {
  plannedSessionNode,
  plannedToolCallCount,
  sessionById,
  toolCallCount,
} from '../../../domain/session/find.ts';
import { builder } from '../../builder.ts';
import { defineMutation } from '../../define-mutation.ts';
import { defineEdge, edgeIn, newEdge } from '../../edges.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { planned } from '../../plan/planned-field.ts';
import { ProjectRef, SessionRef } from '../../refs.ts';

export const SessionEdge = defineEdge(SessionRef, 'Project.sessions', 'A session');

registerNode('ses', SessionRef.name, sessionById, plannedSessionNode);

export const SessionStatusEnum = builder.enumType('SessionStatus', {
  description: 'Whether a session is in progress, and how it ended.',
  values: {
    ACTIVE: { description: 'In progress.' },
    CLOSED: { description: 'Ended normally.' },
    ERROR: { description: 'Ended with an error.' },
  } as const,
});

builder.objectType(SessionRef, {
  description: 'A period in which an end user works with the tools of some toolkits.',
  interfaces: [NodeRef],
  fields: (t) => ({
    userId: t.exposeString('userId', {
      description: 'Your own id of the end user, 1 to 256 characters. Immutable.',
    }),
    toolkitSlugs: t.exposeStringList('toolkitSlugs', {
      description: 'The toolkits of the session in lower case, without duplicates. Can be empty. Immutable.',
    }),
    status: t.expose('status', {
      type: SessionStatusEnum,
      description: 'ACTIVE until the session is closed.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the session was created.' }),
    closedAt: t.expose('closedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the session ended. Null: it is ACTIVE.',
    }),
    toolCallCount: t.int({
      extensions: planned(plannedToolCallCount),
      description: 'Number of recorded tool calls of the session. Counted only when selected.',
      resolve: (session, _args, { context }) => toolCallCount(context, session),
    }),
  }),
});

const CreateSessionPayload = builder.simpleObject(
  'CreateSessionPayload',
  {
    description: 'Result of `createSession`.',
    fields: (t) => ({ session: t.field({ type: SessionRef, description: 'The new session.' }) }),
  },
  (t) => ({
    sessionEdge: t.field({
      type: SessionEdge,
      description: edgeIn('Project.sessions'),
      resolve: ({ session }) => newEdge('sessions', session.projectId, session),
    }),
    project: t.field({
      type: ProjectRef,
      description: 'The project of the session.',
      resolve: ({ session }, _args, { context }) => projectOf(context, session),
    }),
  }),
);

defineMutation('createSession', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'sessions:write',
  project: 'REQUIRED',
  audits: 'SESSION_CREATED',
  errors: ['PROJECT_NOT_FOUND', 'SESSION_QUOTA_EXCEEDED'],
  description:
    'Creates a session in the project of the request. Rejected when a HARD quota of sessions is exhausted. Not idempotent.',
  inputDescription: 'The session to create.',
  input: (t) => ({
    userId: t.string({ required: true, description: 'Your own id of the end user, 1 to 256 characters.' }),
    toolkitSlugs: t.stringList({
      required: true,
      description:
        'At most 20 toolkit slugs of 1 to 64 characters, `[a-z0-9_-]`. Upper case is converted to lower case, duplicates are removed. Example: `["github", "slack"]`.',
    }),
  }),
  payload: CreateSessionPayload,
  resolve: async (_root, { input }, { context }) => ({ session: await createSession(context, input) }),
});

const CloseSessionPayload = builder.simpleObject('CloseSessionPayload', {
  description: 'Result of `closeSession`.',
  fields: (t) => ({ session: t.field({ type: SessionRef, description: 'The session after the change.' }) }),
});

defineMutation('closeSession', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'sessions:write',
  project: 'REQUIRED',
  audits: 'SESSION_CLOSED',
  errors: ['PROJECT_NOT_FOUND', 'SESSION_NOT_FOUND'],
  description:
    'Ends a session permanently. Idempotent: an ended session keeps its status, whatever the input. Tool calls of the session can still be recorded afterwards.',
  inputDescription: 'The session to close.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The id of a session of the project.' }),
    status: t.field({
      type: SessionStatusEnum,
      description: 'CLOSED, or ERROR for a session that failed. Absent or null: CLOSED.',
    }),
  }),
  payload: CloseSessionPayload,
  resolve: async (_root, { input }, { context }) => ({ session: await closeSession(context, input) }),
});
