import { type FormEvent, type RefObject, useState } from 'react';
import { headerOfKey } from './credentials.ts';
import { PLACES, type Place } from './kept.ts';

const PLACE_TEXTS: Readonly<Record<Place, string>> = {
  nowhere: 'Forget key on reload',
  tab: 'Keep key in this tab',
  browser: 'Keep key in this browser',
};

const masked = (key: string) => `${key.slice(0, key.indexOf('_') + 5)}…${key.slice(-4)}`;

export type KeyBarProps = {
  readonly fieldRef: RefObject<HTMLInputElement | null>;
  /** Empty: no key was entered. */
  readonly apiKey: string;
  readonly place: Place;
  /** The message in the bar. Empty: none. */
  readonly notice: string;
  readonly onKey: (key: string) => void;
  readonly onPlace: (place: Place) => void;
};

/** The bar above GraphiQL: the API key that is sent with each request, and where it is stored. */
export function KeyBar({ fieldRef, apiKey, place, notice, onKey, onPlace }: KeyBarProps) {
  return (
    <header className="key-bar">
      <strong>Bailiwick</strong>
      {apiKey ? (
        <p className="key-bar-key">
          <code>{masked(apiKey)}</code> <span className="key-bar-header">as {headerOfKey(apiKey)}</span>
          <button type="button" onClick={() => onKey('')}>
            Remove key
          </button>
        </p>
      ) : (
        <KeyForm fieldRef={fieldRef} onKey={onKey} />
      )}
      <select
        aria-label="Where the key and headers are kept"
        value={place}
        onChange={({ target }) => onPlace(PLACES.find((name) => name === target.value) ?? 'nowhere')}
      >
        {PLACES.map((name) => (
          <option key={name} value={name}>
            {PLACE_TEXTS[name]}
          </option>
        ))}
      </select>
      <output className="key-bar-notice">{notice}</output>
    </header>
  );
}

function KeyForm({ fieldRef, onKey }: Pick<KeyBarProps, 'fieldRef' | 'onKey'>) {
  const [text, setText] = useState('');
  const [isInvalid, setInvalid] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const key = text.trim();
    setInvalid(headerOfKey(key) === null);
    if (headerOfKey(key) !== null) onKey(key);
  };
  return (
    <form className="key-bar-form" onSubmit={submit}>
      <input
        ref={fieldRef}
        type="password"
        aria-label="API key"
        aria-invalid={isInvalid}
        placeholder="API key: oak_… or ak_…"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <button type="submit">Use key</button>
      {isInvalid && (
        <span role="alert">
          Not a complete key. An organization key is oak_ and 38 characters, a project key ak_ and 38
          characters.
        </span>
      )}
    </form>
  );
}
