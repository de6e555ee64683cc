import { plainPoints } from '../../domain/core/rate-budget.ts';
import { openMcpServer } from '../../domain/mcp-server/open.ts';
import { messageCost } from '../../mcp/cost.ts';
import { handleMessage } from '../../mcp/entry.ts';
import { noteFailure } from '../../telemetry/request-record.ts';
import { authenticateRequest } from '../authenticate-request.ts';
import { isLongRead } from '../fair-scheduler.ts';
import type { HttpContext } from '../http-context.ts';
import { parseObject, readBody } from '../request/body.ts';
import { assertMediaTypes } from '../request/content-negotiation.ts';
import { contextOf } from '../request-context.ts';
import type { RequestState } from '../request-state.ts';

type McpHttpRequest = { readonly id: string; readonly request: Request; readonly state: RequestState };

/** Handles a request to an MCP server: MCP over Streamable HTTP without sessions. Each POST carries one message, and the response is JSON.
 *  Throws for a request that is rejected before its message is handled. */
export async function handleMcp(app: HttpContext, { id, request, state }: McpHttpRequest): Promise<Response> {
  const { shared, rateLimiter, scheduler, checkOrigin, reportError } = app;
  const { requestId, chargeState, telemetry } = state;
  const { headers } = request;
  checkOrigin(headers);
  const caller = await authenticateRequest(request, state, app);
  // Never holds a slot while the body is read: a client may send it slowly.
  const run = caller.kind === 'anonymous' ? rateLimiter.runKeyless : runDirectly;
  const { actor, mcpServer } = await run(() => openMcpServer(shared, caller, id));
  telemetry.caller = { requestId, actor };
  assertMediaTypes(request);
  const message = parseObject(await readBody(request), { noun: 'message', example: 'a JSON-RPC message' });
  const cost = messageCost(message);
  await rateLimiter.charge(chargeState, actor, plainPoints(cost));
  await scheduler.acquire(chargeState, actor, isLongRead('query', cost));
  return run(() =>
    handleMessage({
      message,
      protocolVersion: headers.get('mcp-protocol-version'),
      mcpServer,
      context: contextOf(app, state, { actor }),
      reportBug: (error) => reportError(error, requestId),
      noteTool: (name) => {
        telemetry.tool = name;
      },
      noteFailure: (failure) => noteFailure(telemetry, failure),
    }),
  );
}

const runDirectly = <Result>(work: () => Promise<Result>) => work();
