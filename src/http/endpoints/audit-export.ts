import { type AuditExport, exportAuditLog } from '../../domain/audit-log/export.ts';
import { keyMissing } from '../../domain/core/errors.ts';
import { plainPoints } from '../../domain/core/rate-budget.ts';
import { authenticateRequest } from '../authenticate-request.ts';
import { HttpError } from '../error-response.ts';
import type { HttpContext } from '../http-context.ts';
import { readQuery } from '../request/query.ts';
import { contextOf } from '../request-context.ts';
import type { RequestState } from '../request-state.ts';

/** The cost of the shortest export: that of a full page with every field. */
const EXPORT_COST = plainPoints(10);

/** Streams the audit log as JSON lines. Throws when the request cannot be authenticated or authorized. */
export async function handleAuditExport(
  app: HttpContext,
  request: Request,
  state: RequestState,
): Promise<Response> {
  const { rateLimiter, scheduler, reportError } = app;
  const { url } = request;
  const { requestId, chargeState } = state;
  const actor = await authenticateRequest(request, state, app);
  if (actor.kind === 'anonymous') throw keyMissing();
  await rateLimiter.charge(chargeState, actor, EXPORT_COST);
  const end = scheduler.beginExport(actor);
  try {
    const context = contextOf(app, state, { actor });
    const inTurn = <Result>(work: () => Promise<Result>) => scheduler.readLong(actor, work);
    const lines = await exportAuditLog(context, parametersOf(readQuery(url)), inTurn);
    const body = streamOf(lines, { end, reportBug: (error) => reportError(error, requestId) });
    return new Response(body, { headers: { 'content-type': 'application/x-ndjson; charset=utf-8' } });
  } catch (error) {
    end();
    throw error;
  }
}

function parametersOf(searchParams: URLSearchParams): Readonly<Record<string, string>> {
  for (const name of searchParams.keys()) {
    if (searchParams.getAll(name).length > 1)
      throw new HttpError(400, `Duplicate parameter: ${name}.`, 'Send each parameter once.');
  }
  return Object.fromEntries(searchParams);
}

type StreamHooks = { readonly end: () => void; readonly reportBug: (error: unknown) => void };

/** Reads at the pace of the client. Calls `end` when the stream ends, fails or is cancelled. */
function streamOf(lines: AuditExport, { end, reportBug }: StreamHooks): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let isCancelled = false;
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { value } = await lines.next();
          if (isCancelled) return;
          if (value !== undefined) return controller.enqueue(encoder.encode(value));
          end();
          controller.close();
        } catch (error) {
          end();
          reportBug(error);
          throw error;
        }
      },
      cancel: async () => {
        isCancelled = true;
        end();
        await lines.return();
      },
    },
    { highWaterMark: 0 },
  );
}
