import { z } from 'zod';
import type { ApiKey } from '../../domain/api-key/issue.ts';
import type { Project } from '../../domain/project/find.ts';
import { instant } from '../fields.ts';

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

export const keyOf = (key: ApiKey): z.input<typeof maskedKey> => ({
  id: key.id,
  name: key.name,
  key: maskedSecret(key),
  created_at: key.createdAt.toISOString(),
});

export const projectOf = (project: Project): z.input<typeof projectRow> => ({
  id: project.id,
  org_id: project.organizationId,
  name: project.name,
  email: '',
  created_at: project.createdAt.toISOString(),
  updated_at: project.updatedAt.toISOString(),
  webhook_url: null,
  event_webhook_url: null,
  webhook_secret: null,
  triggers_enabled: true,
  last_subscribed_at: null,
  is_new_webhook: true,
  webhook_version: 'V3',
  deleted: false,
});
