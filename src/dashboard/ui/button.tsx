import { type ComponentProps, useId } from 'react';

const VARIANTS = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-strong',
  secondary: 'border-line bg-surface text-ink hover:bg-hover',
  danger: 'border-transparent bg-danger text-on-danger hover:bg-danger-strong',
  quiet: 'border-transparent text-ink hover:bg-hover',
} as const;

const SIZES = { small: 'h-7 px-2 text-[0.8125rem]', medium: 'h-9 px-3' } as const;

export type ButtonProps = ComponentProps<'button'> & {
  readonly variant?: keyof typeof VARIANTS;
  readonly size?: keyof typeof SIZES;
  /** Why the button is disabled, such as a missing scope: it can still be focused and says so. Null: it is enabled. */
  readonly reason?: string | null | undefined;
  readonly isPending?: boolean;
};

export function buttonClass(variant: keyof typeof VARIANTS, size: keyof typeof SIZES = 'medium'): string {
  return `inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap transition-colors aria-disabled:opacity-60 ${VARIANTS[variant]} ${SIZES[size]}`;
}

/** A button. It submits a form only with `type="submit"`. */
export function Button({
  variant = 'secondary',
  size = 'medium',
  reason = null,
  isPending = false,
  className = '',
  onClick,
  children,
  ...props
}: ButtonProps) {
  const id = useId();
  const isDisabled = reason !== null || isPending;
  return (
    <button
      type="button"
      {...props}
      {...(isDisabled && { 'aria-disabled': true })}
      {...(reason !== null && { 'aria-describedby': id, title: reason })}
      className={`${buttonClass(variant, size)} ${className}`}
      onClick={(event) => {
        if (isDisabled) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
      {reason !== null && (
        <span id={id} hidden>
          {reason}
        </span>
      )}
    </button>
  );
}
