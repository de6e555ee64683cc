import { Webhook } from 'standardwebhooks';
import type { Attempt } from '../domain/webhook/attempt.ts';

/** Signs a delivery by Standard Webhooks, with each secret that is valid now. */
export function signatureHeaders({ eventId, payload, secrets }: Attempt, now: Date) {
  const signatures = secrets.map((secret) => new Webhook(secret).sign(eventId, now, payload));
  return {
    'webhook-id': eventId,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}
