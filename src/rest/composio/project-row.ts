import { z } from 'zod';
import type { ApiKey } from '../../domain/api-key/issue.ts';
import type { Project } from '../../domain/project/find.ts';
import { instant } from '../fields.ts';
import { defineRowShape } from '../row-shape.ts';

export const maskedKey = z
  .object({
    id: z.string(),
    name: z.string(),
    key: z.string().meta({ description: 'The first and the last characters of the secret.' }),
    created_at: instant,
  })
  .meta({ id: 'MaskedApiKey' });

export const projectRow = z
  .object({
    id: z.string(),
    org_id: z.string(),
    name: z.string(),
    email: z.string().meta({ description: 'Always empty.' }),
    created_at: instant,
    updated_at: instant,
    webhook_url: z.null().meta({ description: 'Webhook subscriptions have their own URLs.' }),
    event_webhook_url: z.null(),
    webhook_secret: z.null(),
    triggers_enabled: z.literal(true),
    last_subscribed_at: z.null(),
    is_new_webhook: z.literal(true),
    webhook_version: z.literal('V3'),
    deleted: z.literal(false),
  })
  .meta({ id: 'Project' });

/** Shows the kind and the last characters of a secret. */
export const maskedSecret = ({ prefix, last4 }: Pick<ApiKey, 'prefix' | 'last4'>) =>
  `${prefix.slice(0, prefix.indexOf('_') + 1)}…${last4}`;

export const shownKey = defineRowShape<ApiKey, z.input<typeof maskedKey>>({
  id: { column: 'id', as: 'token' },
  name: { column: 'name', as: 'text' },
  key: { reads: ['prefix', 'last4'], compute: maskedSecret },
  created_at: { column: 'createdAt', as: 'instant' },
});

export const shownProject = defineRowShape<Project, z.input<typeof projectRow>>({
  id: { column: 'id', as: 'token' },
  org_id: { column: 'organizationId', as: 'token' },
  name: { column: 'name', as: 'text' },
  email: { constant: '' },
  created_at: { column: 'createdAt', as: 'instant' },
  updated_at: { column: 'updatedAt', as: 'instant' },
  webhook_url: { constant: null },
  event_webhook_url: { constant: null },
  webhook_secret: { constant: null },
  triggers_enabled: { constant: true },
  last_subscribed_at: { constant: null },
  is_new_webhook: { constant: true },
  webhook_version: { constant: 'V3' },
  deleted: { constant: false },
});
