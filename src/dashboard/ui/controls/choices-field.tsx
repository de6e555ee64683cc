import { useId } from 'react';
import { Button } from '../button.tsx';
import { uiText } from '../text.ts';

type Choice<Value extends string> = {
  readonly value: Value;
  readonly name: string;
  readonly description: string;
};

type ChoicesFieldProps<Value extends string> = {
  readonly label: string;
  readonly hint: string;
  /** The message of the server. */
  readonly error: string | undefined;
  readonly choices: readonly Choice<Value>[];
  readonly chosen: ReadonlySet<Value>;
  readonly onChange: (chosen: ReadonlySet<Value>) => void;
};

/** Chooses any number of values, each with its description. */
export function ChoicesField<Value extends string>(props: ChoicesFieldProps<Value>) {
  const { label, hint, error, choices, chosen, onChange } = props;
  const id = useId();
  const isAll = chosen.size === choices.length;
  const toggle = (value: Value) => {
    const next = new Set(chosen);
    if (!next.delete(value)) next.add(value);
    onChange(next);
  };
  return (
    <fieldset className="grid gap-1.5" aria-describedby={error ? `${id}-error` : `${id}-hint`}>
      <div className="flex items-center gap-2">
        <legend className="float-left flex-1 font-medium">{label}</legend>
        <Button
          size="small"
          variant="quiet"
          onClick={() => onChange(new Set(isAll ? [] : choices.map(({ value }) => value)))}
        >
          {isAll ? uiText.chooseNone : uiText.chooseAll}
        </Button>
      </div>
      <ul
        className={`grid max-h-72 gap-0.5 overflow-y-auto rounded-md border p-1 ${error ? 'border-danger' : 'border-control'}`}
      >
        {choices.map(({ value, name, description }) => (
          <li key={value}>
            <label className="grid grid-cols-[1.5rem_1fr] gap-x-1 rounded px-2 py-1.5 hover:bg-hover">
              <input
                type="checkbox"
                checked={chosen.has(value)}
                onChange={() => toggle(value)}
                className="mt-0.5 size-4"
              />
              <code>{name}</code>
              <span className="col-start-2 text-[0.8125rem] text-muted">{description}</span>
            </label>
          </li>
        ))}
      </ul>
      <p id={`${id}-hint`} className="text-[0.8125rem] text-muted">
        {hint}
      </p>
      {error && (
        <p id={`${id}-error`} className="text-[0.8125rem] text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
