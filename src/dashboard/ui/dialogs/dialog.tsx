import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { Button } from '../button.tsx';
import { uiText } from '../text.ts';

/** The first control of the content, in place of the button that closes the dialog. */
const FOCUSED_FIRST = 'input, select, textarea, button';

export type DialogProps = {
  readonly title: string;
  readonly description?: ReactNode;
  readonly isOpen: boolean;
  /** Called when the user closes it. Null: it cannot be closed yet. */
  readonly onClose: (() => void) | null;
  readonly width?: 'medium' | 'wide';
  readonly children: ReactNode;
};

/** A modal dialog. Focus returns to the control that opened it. */
export function Dialog({ title, description, isOpen, onClose, width = 'medium', children }: DialogProps) {
  const content = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose?.()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-shade transition-opacity duration-150 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0" />
        <Base.Popup
          initialFocus={() => content.current?.querySelector<HTMLElement>(FOCUSED_FIRST) ?? true}
          className={`fixed top-1/2 left-1/2 z-50 grid max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 grid-rows-[auto_1fr] rounded-xl border border-line bg-surface shadow-pop transition-[opacity,scale] duration-150 data-[ending-style]:scale-[0.98] data-[ending-style]:opacity-0 data-[starting-style]:scale-[0.98] data-[starting-style]:opacity-0 ${width === 'wide' ? 'max-w-3xl' : 'max-w-lg'}`}
        >
          <header className="flex items-start gap-3 border-b border-line px-5 py-4">
            <div className="grid flex-1 gap-1">
              <Base.Title className="text-base font-semibold">{title}</Base.Title>
              {description && <Base.Description className="text-muted">{description}</Base.Description>}
            </div>
            {onClose && (
              <Base.Close
                aria-label={uiText.close}
                className="-mr-1.5 grid size-7 place-items-center rounded-md text-muted hover:bg-hover hover:text-ink"
              >
                <X size={16} aria-hidden />
              </Base.Close>
            )}
          </header>
          <div ref={content} className="grid grid-cols-[minmax(0,1fr)] overflow-y-auto px-5 py-4">
            {children}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** The buttons at the end of a dialog. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className="mt-5 flex flex-wrap justify-end gap-2">{children}</div>;
}

type FormActionsProps = {
  /** The text of the button that submits the form. */
  readonly submit: string;
  readonly isPending: boolean;
  readonly onCancel: () => void;
};

/** The buttons at the end of a form in a dialog. */
export function FormActions({ submit, isPending, onCancel }: FormActionsProps) {
  return (
    <DialogActions>
      <Button onClick={onCancel}>{uiText.cancel}</Button>
      <Button type="submit" variant="primary" isPending={isPending}>
        {submit}
      </Button>
    </DialogActions>
  );
}
