/** The backup cannot be created or restored. The message tells the operator the reason, and nothing was changed. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}
