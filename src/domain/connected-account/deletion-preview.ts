import { deletedWithConnectedAccount } from '../../repositories/deletion-preview/rows.ts';
import { connectedAccountNotFound } from '../core/errors.ts';
import { defineDeletion } from '../deletion-preview/preview.ts';
import type { ConnectedAccount } from './fields.ts';

export const connectedAccountDeletion = defineDeletion({
  rows: deletedWithConnectedAccount,
  projectIdOf: ({ projectId }: ConnectedAccount) => projectId,
  keeps: ['AUDIT_ENTRIES', 'SESSIONS', 'TOOL_CALLS', 'USAGE', 'UPSTREAM_TOKENS', 'BACKUPS'],
  irreversible: ['OBJECT_REMOVED', 'CREDENTIALS_ERASED'],
  blockers: async () => [],
  keys: async () => [],
  notFound: connectedAccountNotFound,
});
