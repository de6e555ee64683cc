import { type ComponentProps, type ReactNode, useId } from 'react';

type FrameProps = {
  readonly label: string;
  readonly hint?: ReactNode;
  /** The message of the server for this field. */
  readonly error?: string | undefined;
};

type Frame = FrameProps & {
  readonly children: (props: {
    readonly id: string;
    readonly 'aria-describedby': string | undefined;
    readonly 'aria-invalid': boolean;
  }) => ReactNode;
};

/** A label, a control, and below it what it means and what the server says about its value. */
function Field({ label, hint, error, children }: Frame) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error !== undefined })}
      {hint && (
        <p id={`${id}-hint`} className="text-[0.8125rem] text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-[0.8125rem] text-danger">
          {error}
        </p>
      )}
    </div>
  );
}

export function TextField({ label, hint, error, ...props }: FrameProps & ComponentProps<'input'>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <input autoComplete="off" spellCheck={false} {...props} {...control} className="control" />
      )}
    </Field>
  );
}

export function TextArea({ label, hint, error, ...props }: FrameProps & ComponentProps<'textarea'>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <textarea
          rows={4}
          spellCheck={false}
          {...props}
          {...control}
          className="control h-auto py-2 font-mono text-[0.8125rem]"
        />
      )}
    </Field>
  );
}

export function SelectField({
  label,
  hint,
  error,
  children,
  ...props
}: FrameProps & ComponentProps<'select'>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <select {...props} {...control} className="control">
          {children}
        </select>
      )}
    </Field>
  );
}

export function CheckboxField({
  label,
  hint,
  ...props
}: Omit<FrameProps, 'error'> & Omit<ComponentProps<'input'>, 'type'>) {
  const id = useId();
  return (
    <div className="grid grid-cols-[1.5rem_1fr] gap-x-1">
      <input
        type="checkbox"
        {...props}
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="mt-0.5 size-4"
      />
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="col-start-2 text-[0.8125rem] text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
