import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ApiError } from '../lib/api-error.ts';
import { uiText } from './text.ts';

const manager = Toast.createToastManager();
const UNDO_MS = 10_000;
const ERROR_MS = 12_000;

/** Reports that something was done. */
export const toastDone = (title: string) => manager.add({ title });

/** Reports why the server has rejected something, and what to do about it. */
export const toastRejection = ({ problems: [{ message, suggestedFix }] }: ApiError) =>
  manager.add({
    title: message,
    ...(suggestedFix && { description: suggestedFix }),
    type: 'error',
    priority: 'high',
    timeout: ERROR_MS,
  });

/** Reports something that stays until the user reacts, with a button. */
export const toastAction = (title: string, label: string, act: () => void) =>
  manager.add({ title, timeout: 0, actionProps: { children: label, onClick: act } });

/** Reports that something was done, with a button that reverts it. */
export const toastUndo = (title: string, label: string, undo: () => void) =>
  manager.add({ title, timeout: UNDO_MS, actionProps: { children: label, onClick: undo } });

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      swipeDirection={[]}
      className="rounded-lg border border-line bg-raised shadow-pop transition-[opacity,translate] duration-200 data-[ending-style]:opacity-0 data-[starting-style]:translate-y-2 data-[starting-style]:opacity-0"
    >
      <Toast.Content className="flex items-center gap-3 py-2.5 pr-2 pl-4">
        <span
          aria-hidden
          className={`size-2 shrink-0 rounded-full ${toast.type === 'error' ? 'bg-danger' : 'bg-success'}`}
        />
        <div className="grid flex-1 gap-0.5">
          <Toast.Title className="font-medium" />
          <Toast.Description className="text-[0.8125rem] text-muted" />
        </div>
        <Toast.Action className="h-7 rounded-md border border-line px-2 text-[0.8125rem] font-medium hover:bg-hover" />
        <Toast.Close
          aria-label={uiText.dismiss}
          className="grid size-7 place-items-center rounded-md text-muted hover:bg-hover hover:text-ink"
        >
          <X size={14} aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}

/** The place of toasts, once in the page. */
export function Toasts() {
  return (
    <Toast.Provider toastManager={manager} limit={4}>
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-4 z-50 grid w-[min(24rem,calc(100vw-2rem))] gap-2">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}
