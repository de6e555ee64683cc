/** The backup cannot be created or restored. The message states the reason, and nothing was changed. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}
