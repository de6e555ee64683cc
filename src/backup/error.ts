/** The back-up cannot be made or restored. The message tells its operator why, and nothing was changed. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}
