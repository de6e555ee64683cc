import { type FormEvent, type ReactNode, useState } from 'react';
import type { Problem } from '../../lib/api-error.ts';
import { Button } from '../button.tsx';
import { TextField } from '../controls/field.tsx';
import { Problems } from '../error-card.tsx';
import { uiText } from '../text.ts';
import { Dialog, DialogActions } from './dialog.tsx';

type ConfirmDialogProps = {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
  readonly isPending: boolean;
  readonly problems: readonly Problem[];
  readonly action: string;
  /** The text that the user types to confirm what is big and cannot be undone. Null: the button suffices. */
  readonly typed?: string | null;
  /** What the action does. */
  readonly children: ReactNode;
};

/** Asks before something that cannot be undone. */
export function ConfirmDialog({ title, isOpen, onClose, ...form }: ConfirmDialogProps) {
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <ConfirmForm {...form} onClose={onClose} />
    </Dialog>
  );
}

function ConfirmForm(props: Omit<ConfirmDialogProps, 'title' | 'isOpen'>) {
  const { onClose, onConfirm, isPending, problems, action, typed = null, children } = props;
  const [text, setText] = useState('');
  const confirm = (event: FormEvent) => {
    event.preventDefault();
    onConfirm();
  };
  return (
    <form onSubmit={confirm} className="grid gap-4">
      <div className="grid gap-3">{children}</div>
      {typed !== null && (
        <TextField
          label={uiText.typeToConfirm(typed)}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      )}
      <Problems problems={problems} />
      <DialogActions>
        <Button onClick={onClose}>{uiText.cancel}</Button>
        <Button
          type="submit"
          variant="danger"
          isPending={isPending}
          reason={typed !== null && text !== typed ? uiText.typeFirst(typed) : null}
        >
          {action}
        </Button>
      </DialogActions>
    </form>
  );
}
