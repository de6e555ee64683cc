import { deletedWithSubscription } from '../../repositories/deletion-preview/rows.ts';
import { defineDeletion } from '../deletion-preview/preview.ts';
import { webhookNotFound } from './access.ts';
import type { WebhookSubscription } from './fields.ts';

export const webhookSubscriptionDeletion = defineDeletion({
  rows: deletedWithSubscription,
  projectIdOf: ({ projectId }: WebhookSubscription) => projectId,
  keeps: ['AUDIT_ENTRIES', 'BACKUPS'],
  irreversible: ['OBJECT_REMOVED', 'SECRETS_INVALIDATED', 'HISTORY_ERASED', 'DELIVERIES_NOT_SENT'],
  blockers: async () => [],
  keys: async () => [],
  notFound: webhookNotFound,
});
