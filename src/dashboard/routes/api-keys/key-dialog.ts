import type { ApiKeyRowFragment } from './generated/operations.ts';

/** The properties of a dialog that concerns one key. */
export type KeyDialogProps = {
  readonly apiKey: ApiKeyRowFragment;
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

/** The environment variable in which a program keeps the secret of a key. */
export const variableFor = (prefix: string) =>
  prefix.startsWith('oak_') ? 'BAILIWICK_ORGANIZATION_KEY' : 'BAILIWICK_API_KEY';

/** Returns the lines of a text area. Null: none. */
export function linesOf(text: string): string[] | null {
  const lines = text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.length > 0 ? lines : null;
}
