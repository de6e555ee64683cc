import { type GraphQLSchema, specifiedDirectives } from 'graphql';
import { authDirective } from './auth-plugin.ts';
import { builder } from './builder.ts';
import './errors.ts';
import './viewer.ts';
import './organization.ts';
import './project.ts';
import './project-list.ts';
import './project-config.ts';
import './rate-limit.ts';
import './api-key.ts';
import './api-key-changes.ts';
import './verify-api-key.ts';
import './required-scopes.ts';
import './api-key-scopes.ts';
import './audit-log.ts';
import './audit-chain.ts';
import './audit-log-list.ts';
import './auth-config.ts';
import './auth-config-list.ts';
import './connected-account.ts';
import './connected-account-changes.ts';
import './connected-account-list.ts';
import './trigger.ts';
import './trigger-list.ts';
import './session.ts';
import './session-list.ts';
import './tool-call-log.ts';
import './tool-call-log-list.ts';
import './record-tool-calls.ts';
import './usage.ts';
import './project-quota.ts';
import './webhook-subscription.ts';
import './webhook-subscription-changes.ts';
import './webhook-delivery.ts';
import './mcp-server.ts';
import './mcp-server-list.ts';

builder.queryType({ description: 'What can be read. Everything begins at the key that is sent.' });
builder.mutationType({
  description:
    'What can be changed. Each change is recorded together with who made it. The mutations of a document run one after the other, each on its own: one that is refused is null beside its error, and the following ones run.',
});

export const schema: GraphQLSchema = builder.toSchema({
  directives: [...specifiedDirectives, authDirective],
});
