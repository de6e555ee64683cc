import { Switch as Base } from '@base-ui/react/switch';
import { type ComponentProps, type ReactNode, useId, useOptimistic, useTransition } from 'react';

type SwitchProps = {
  readonly checked: boolean;
  /** Changes the value on the server. The switch shows the new value meanwhile, and the old one again if that fails. */
  readonly onChange: (checked: boolean) => Promise<unknown>;
  /** Why it is disabled. Null: it is enabled. */
  readonly reason?: string | null;
};

type LabelledSwitchProps = SwitchProps & {
  /** Names what it switches, such as "Watch github_commit of jane". */
  readonly label: string;
};

/** A switch without a visible label, such as one in a row. */
export function Switch({ label, reason = null, ...props }: LabelledSwitchProps) {
  const id = useId();
  return (
    <>
      <Control
        {...props}
        reason={reason}
        aria-label={label}
        {...(reason !== null && { 'aria-describedby': id, title: reason })}
      />
      {reason !== null && (
        <span id={id} hidden>
          {reason}
        </span>
      )}
    </>
  );
}

type SwitchFieldProps = LabelledSwitchProps & {
  /** What changes when it is switched. */
  readonly hint: ReactNode;
};

export function SwitchField({ label, hint, reason = null, ...props }: SwitchFieldProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-4">
      <div className="grid flex-1 gap-1">
        <label htmlFor={id} id={`${id}-label`} className="font-medium">
          {label}
        </label>
        <p id={`${id}-hint`} className="max-w-prose text-[0.8125rem] text-muted">
          {hint}
        </p>
        {reason !== null && <p className="text-[0.8125rem] text-warning">{reason}</p>}
      </div>
      <Control
        {...props}
        reason={reason}
        id={id}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-hint`}
      />
    </div>
  );
}

type ControlProps = SwitchProps &
  Pick<
    ComponentProps<typeof Base.Root>,
    'id' | 'title' | 'aria-label' | 'aria-labelledby' | 'aria-describedby'
  >;

function Control({ checked, onChange, reason, ...props }: ControlProps) {
  const [shown, show] = useOptimistic(checked);
  const [, startTransition] = useTransition();
  const change = (next: boolean) =>
    startTransition(async () => {
      show(next);
      await onChange(next);
    });
  return (
    <Base.Root
      {...props}
      checked={shown}
      readOnly={reason !== null}
      onCheckedChange={change}
      className="mt-0.5 flex h-6 w-10 shrink-0 items-center rounded-full border border-control bg-hover transition-colors data-[checked]:border-accent data-[checked]:bg-accent data-[readonly]:opacity-60"
    >
      <Base.Thumb className="block size-4 translate-x-[0.1875rem] rounded-full bg-control transition-transform data-[checked]:translate-x-[1.1875rem] data-[checked]:bg-on-accent" />
    </Base.Root>
  );
}
