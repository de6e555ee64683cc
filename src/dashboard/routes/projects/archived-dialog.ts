import type { ArchivedProjectRowFragment } from './generated/operations.ts';

/** The properties of a dialog that concerns one archived project. */
export type ArchivedDialogProps = {
  readonly project: ArchivedProjectRowFragment;
  readonly isOpen: boolean;
  readonly onClose: () => void;
};
