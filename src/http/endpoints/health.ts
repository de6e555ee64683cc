/** Whether the server can do its work now. */
export type Readiness = () => Promise<boolean>;

export const LIVENESS_PATH = '/health/live';
export const READINESS_PATH = '/health/ready';

/** Null for any address but the two. */
export async function healthResponse(path: string, isReady: Readiness): Promise<Response | null> {
  if (path === LIVENESS_PATH) return Response.json({ status: 'live' });
  if (path !== READINESS_PATH) return null;
  const ready = await isReady();
  if (ready) return Response.json({ status: 'ready' });
  return Response.json({ status: 'not ready' }, { status: 503, headers: { 'retry-after': '1' } });
}
