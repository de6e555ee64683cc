import { useState } from 'react';

type Fields = Readonly<Record<string, string>>;

export type Draft<Values extends Fields> = {
  readonly values: Values;
  readonly set: (name: keyof Values, value: string) => void;
  /** The fields that differ from the server. */
  readonly changes: Partial<Values>;
  /** The value on the server of each edited field that changed there meanwhile. */
  readonly meanwhile: Partial<Values>;
};

/** The values of a form. Fields that the user has not edited follow the server; edited ones are kept. */
export function useDraft<Values extends Fields>(current: Values): Draft<Values> {
  const [edits, setEdits] = useState<Partial<Values>>({});
  const [base, setBase] = useState<Partial<Values>>({});
  const pick = (isPicked: (name: string) => boolean, from: Partial<Values>) =>
    Object.fromEntries(Object.entries(from).filter(([name]) => isPicked(name))) as Partial<Values>;
  const isChanged = (name: string) => edits[name] !== undefined && edits[name] !== current[name];
  return {
    values: { ...current, ...edits },
    set: (name, value) => {
      setEdits({ ...edits, [name]: value });
      if (base[name] === undefined) setBase({ ...base, [name]: current[name] });
    },
    changes: pick(isChanged, edits),
    meanwhile: pick(
      (name) => isChanged(name) && base[name] !== undefined && base[name] !== current[name],
      current,
    ),
  };
}
