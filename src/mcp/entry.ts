import type { McpRequest } from './request.ts';

/** Answers a message. What speaks the protocol is loaded at the first one: most servers are never sent any. */
export async function handleMessage(request: McpRequest): Promise<Response> {
  const { respond: speak } = await import('./protocol.ts');
  return speak(request);
}
