import { projectOf } from '../../../domain/project/find.ts';
import { closeSession } from '../../../domain/session/close.ts';
import { createSession } from '../../../domain/session/create.ts';
import { sessionById, toolCallCount } from '../../../domain/session/find.ts';
import { builder } from '../../builder.ts';
import { edgeIn, newEdge, SessionEdge } from '../../edges.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { ProjectRef, SessionRef } from '../../refs.ts';

registerNode('ses', SessionRef.name, sessionById, 'sessions:read');

export const SessionStatusEnum = builder.enumType('SessionStatus', {
  description: 'Whether a session has ended, and how.',
  values: {
    ACTIVE: { description: 'It goes on.' },
    CLOSED: { description: 'It has ended.' },
    ERROR: { description: 'It has ended because something went wrong.' },
  } as const,
});

builder.objectType(SessionRef, {
  description: 'A user at work with the tools of some toolkits.',
  interfaces: [NodeRef],
  fields: (t) => ({
    userId: t.exposeString('userId', {
      description: 'Whose it is, as the platform before this API calls its users. Never changes.',
    }),
    toolkitSlugs: t.exposeStringList('toolkitSlugs', {
      description: 'The toolkits at hand, in lower case, each once. Never changes.',
    }),
    status: t.expose('status', { type: SessionStatusEnum, description: 'ACTIVE until it is closed.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    closedAt: t.expose('closedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ended. Null: it is ACTIVE.',
    }),
    toolCallCount: t.int({
      description: 'How many calls of it were recorded. Counted when asked for.',
      resolve: (session, _args, { context }) => toolCallCount(context, session),
    }),
  }),
});

const CreateSessionInputRef = builder.inputType('CreateSessionInput', {
  description: 'A new session.',
  fields: (t) => ({
    userId: t.string({ required: true, description: 'Whose it is. 1 to 256 characters.' }),
    toolkitSlugs: t.stringList({
      required: true,
      description:
        '1 to 20, each with 1 to 64 characters out of a-z, 0-9, _ and -. Capitals become small, doubles become one.',
    }),
  }),
});

const CreateSessionPayload = builder.simpleObject(
  'CreateSessionPayload',
  {
    description: 'The new session.',
    fields: (t) => ({ session: t.field({ type: SessionRef, description: 'The session.' }) }),
  },
  (t) => ({
    sessionEdge: t.field({
      type: SessionEdge,
      description: edgeIn('Project.sessions'),
      resolve: ({ session }) => newEdge('sessions', session.projectId, session),
    }),
    project: t.field({
      type: ProjectRef,
      description: 'Its project.',
      resolve: ({ session }, _args, { context }) => projectOf(context, session),
    }),
  }),
);

builder.mutationField('createSession', (t) =>
  t.field({
    type: CreateSessionPayload,
    auth: ['PROJECT'],
    audits: 'SESSION_CREATED',
    scope: 'sessions:write',
    description:
      'Creates a session in the project of the key. QUOTA_EXCEEDED past a HARD quota. Not idempotent.',
    args: { input: t.arg({ type: CreateSessionInputRef, required: true, description: 'What to create.' }) },
    resolve: async (_root, { input }, { context }) => ({ session: await createSession(context, input) }),
  }),
);

const CloseSessionInputRef = builder.inputType('CloseSessionInput', {
  description: 'Which session has ended, and how.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'A session of the project.' }),
    status: t.field({
      type: SessionStatusEnum,
      description: 'CLOSED, or ERROR when something went wrong. Absent or null: CLOSED.',
    }),
  }),
});

const CloseSessionPayload = builder.simpleObject('CloseSessionPayload', {
  description: 'The session as it is now.',
  fields: (t) => ({ session: t.field({ type: SessionRef, description: 'The session.' }) }),
});

builder.mutationField('closeSession', (t) =>
  t.field({
    type: CloseSessionPayload,
    auth: ['PROJECT'],
    audits: 'SESSION_CLOSED',
    scope: 'sessions:write',
    description:
      'Ends a session for good. Idempotent: one that has ended stays as it is, whatever status is asked for. Calls that it made can be recorded later too.',
    args: {
      input: t.arg({ type: CloseSessionInputRef, required: true, description: 'Which session.' }),
    },
    resolve: async (_root, { input }, { context }) => ({ session: await closeSession(context, input) }),
  }),
);
