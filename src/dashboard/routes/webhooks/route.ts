import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { projectRoute } from '../parents.ts';

const text = z.catch(z.optional(z.string()), undefined);
const flag = z.catch(z.optional(z.boolean()), undefined);

export const webhooksRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'webhooks',
  validateSearch: z.object({
    q: text,
    /** Whether the form for a new webhook is open. */
    create: flag,
  }),
  component: lazyRouteComponent(() => import('./page.tsx'), 'WebhooksPage'),
});

export const webhookRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'webhooks/$webhookId',
  validateSearch: z.object({
    status: z.catch(z.optional(z.enum(['PENDING', 'SUCCEEDED', 'FAILED', 'HELD'])), undefined),
    after: text,
    before: text,
    /** The delivery whose payload is shown. */
    delivery: text,
  }),
  component: lazyRouteComponent(() => import('./detail-page.tsx'), 'WebhookPage'),
});
