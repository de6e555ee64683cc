import type { ReactNode } from 'react';

type FilterSelectProps<Value extends string> = {
  readonly label: string;
  /** Undefined: not filtered. */
  readonly value: Value | undefined;
  /** The text of no filter. */
  readonly all: string;
  readonly options: Readonly<Record<Value, string>>;
  readonly onChange: (value: Value | undefined) => void;
};

/** A filter of a list with a few values. */
export function FilterSelect<Value extends string>({
  label,
  value,
  all,
  options,
  onChange,
}: FilterSelectProps<Value>) {
  const values = Object.entries<string>(options);
  const isValue = (text: string): text is Value => Object.hasOwn(options, text);
  return (
    <select
      aria-label={label}
      value={value ?? ''}
      onChange={({ target }) => onChange(isValue(target.value) ? target.value : undefined)}
      className="control w-auto pr-8"
    >
      <option value="">{all}</option>
      {values.map(([name, text]) => (
        <option key={name} value={name}>
          {text}
        </option>
      ))}
    </select>
  );
}

/** The filters above a list, in one line where there is room. */
export function Filters({ children }: { readonly children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-2">{children}</div>;
}
