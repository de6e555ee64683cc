import { type GraphQLSchema, specifiedDirectives } from 'graphql';
import { builder } from './builder.ts';
import { describeIds } from './node.ts';
import { authDirective } from './plugins/authorization.ts';
import './errors.ts';
import './types/viewer.ts';
import './types/organization/type.ts';
import './types/organization/manage.ts';
import './types/organization/list.ts';
import './types/organization/operator-log.ts';
import './types/project/type.ts';
import './types/project/create-many.ts';
import './types/project/list.ts';
import './types/project/archive.ts';
import './types/project/archived-list.ts';
import './types/project/config.ts';
import './types/rate-limit.ts';
import './types/api-key/type.ts';
import './types/api-key/mutations.ts';
import './types/api-key/verify.ts';
import './types/api-key/required-scopes.ts';
import './types/api-key/scopes.ts';
import './types/audit-log/type.ts';
import './types/audit-log/verify.ts';
import './types/audit-log/list.ts';
import './types/auth-config/type.ts';
import './types/auth-config/list.ts';
import './types/connected-account/type.ts';
import './types/connected-account/mutations.ts';
import './types/connected-account/list.ts';
import './types/trigger/type.ts';
import './types/trigger/list.ts';
import './types/session/type.ts';
import './types/session/list.ts';
import './types/tool-call-log/type.ts';
import './types/tool-call-log/list.ts';
import './types/tool-call-log/record.ts';
import './types/usage.ts';
import './types/quota.ts';
import './types/webhook/subscription.ts';
import './types/webhook/subscription-mutations.ts';
import './types/webhook/delivery.ts';
import './types/mcp-server/type.ts';
import './types/mcp-server/list.ts';

builder.queryType({ description: 'Read operations. The results depend on the key of the request.' });
builder.mutationType({
  description:
    'Write operations. Each one is recorded in the audit log with its actor. The mutations of a document run one after the other, each in a transaction of its own: a failed one is null with an error, and the following ones run. Beside the reasons that its description lists, any mutation can fail with the reasons of authentication, rate limits, idempotency and database availability that `ErrorReason` describes.',
});

export const schema: GraphQLSchema = builder.toSchema({
  directives: [...specifiedDirectives, authDirective],
});
describeIds(schema);
