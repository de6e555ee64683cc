import { Menu as Base } from '@base-ui/react/menu';
import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';

type MenuProps = {
  /** What the menu is for, such as "Actions for key ci". */
  readonly label: string;
  readonly children: ReactNode;
};

/** A button that opens a list of actions. */
export function Menu({ label, children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger
        aria-label={label}
        className="grid size-8 place-items-center rounded-md text-muted hover:bg-hover hover:text-ink data-[popup-open]:bg-hover"
      >
        <Ellipsis size={16} aria-hidden />
      </Base.Trigger>
      {/* Inside of the main landmark, where assistive technology looks for content. */}
      <Base.Portal container={document.getElementById('content')}>
        <Base.Positioner align="end" sideOffset={4} className="z-40 outline-none">
          <Base.Popup className="min-w-44 rounded-lg border border-line bg-raised p-1 shadow-pop outline-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

type MenuItemProps = {
  readonly onSelect: () => void;
  /** Why it is disabled. Null: it is enabled. */
  readonly reason?: string | null;
  readonly isDangerous?: boolean;
  readonly children: ReactNode;
};

export function MenuItem({ onSelect, reason = null, isDangerous = false, children }: MenuItemProps) {
  return (
    <Base.Item
      disabled={reason !== null}
      onClick={onSelect}
      className={`grid cursor-pointer rounded-md px-2.5 py-1.5 outline-none data-[disabled]:cursor-default data-[highlighted]:bg-hover ${isDangerous && reason === null ? 'text-danger' : ''}`}
    >
      {children}
      {reason !== null && <span className="text-xs text-muted">{reason}</span>}
    </Base.Item>
  );
}
