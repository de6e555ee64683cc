import { deletedWithApiKey } from '../../repositories/deletion-preview/rows.ts';
import { apiKeyNotFound } from '../core/errors.ts';
import { defineDeletion } from '../deletion-preview/preview.ts';
import type { ApiKey } from './issue.ts';
import { lastKeyError } from './lock.ts';

export const apiKeyDeletion = defineDeletion({
  rows: deletedWithApiKey,
  projectIdOf: ({ projectId }: ApiKey) => projectId,
  keeps: ['AUDIT_ENTRIES', 'SESSIONS', 'TOOL_CALLS', 'USAGE', 'ISSUED_KEYS', 'BACKUPS'],
  irreversible: ['SECRETS_INVALIDATED'],
  blockers: async (context, key) => {
    const error = await lastKeyError(context.db, context, key);
    return error ? [error] : [];
  },
  keys: async (_context, key) => [key],
  notFound: apiKeyNotFound,
});
