/** Whether the server can do its work now. */
export type Readiness = () => Promise<boolean>;

export const LIVENESS_PATH = '/health/live';
export const READINESS_PATH = '/health/ready';

export async function answerReadiness(isReady: Readiness): Promise<Response> {
  const ready = await isReady();
  return Response.json({ status: ready ? 'ready' : 'not ready' }, { status: ready ? 200 : 503 });
}
