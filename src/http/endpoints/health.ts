import { LIVENESS_PATH, READINESS_PATH } from '../routes.ts';

/** Returns whether the server can serve requests now. */
export type Readiness = () => Promise<boolean>;

/** Returns null for every path but the two of the probes. */
export async function healthResponse(path: string, isReady: Readiness): Promise<Response | null> {
  if (path === LIVENESS_PATH) return Response.json({ status: 'live' });
  if (path !== READINESS_PATH) return null;
  const ready = await isReady();
  if (ready) return Response.json({ status: 'ready' });
  return Response.json({ status: 'not ready' }, { status: 503, headers: { 'retry-after': '1' } });
}
