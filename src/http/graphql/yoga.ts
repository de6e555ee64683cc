import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import { handleRequest } from '../gateway.ts';
import type { HttpContext } from '../http-context.ts';
import type { ListenerContext } from '../request-state.ts';
import { GRAPHQL_PATH } from '../routes.ts';

export type YogaHandler = YogaServerInstance<ListenerContext, object>;

/** Creates the handler of every request but a POST to /graphql. Yoga converts requests and responses of Node.js to those of the Fetch
 *  standard, in which GraphiQL, the smaller endpoints and GET are written. It parses and executes no GraphQL: each operation runs in
 *  `handleOperation`. */
export function createYogaHandler(app: HttpContext): YogaHandler {
  const answerEveryRequest: Plugin<object, ListenerContext> = {
    onRequest: async ({ request, serverContext, endResponse }) =>
      endResponse(await handleRequest(app, request, serverContext)),
  };
  return createYoga<ListenerContext>({
    graphqlEndpoint: GRAPHQL_PATH,
    plugins: [answerEveryRequest],
    // Disables Yoga's own health check, which matches the end of the path only. No path ends in a space.
    healthCheckEndpoint: ' ',
    cors: false,
    graphiql: false,
    landingPage: false,
    logging: false,
  });
}
