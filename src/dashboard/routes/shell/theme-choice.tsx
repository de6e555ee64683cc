import { useState } from 'react';
import { shellText } from './text.ts';

const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

const STORED_AS = 'bailiwick:theme';
const readTheme = (): Theme => THEMES.find((theme) => theme === localStorage.getItem(STORED_AS)) ?? 'system';

function applyTheme(theme: Theme): void {
  if (theme === 'system') {
    localStorage.removeItem(STORED_AS);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(STORED_AS, theme);
    document.documentElement.dataset.theme = theme;
  }
}

/** Chooses the theme of this browser, which src/dashboard/theme.ts applies before the first paint. */
export function ThemeChoice() {
  const [theme, setTheme] = useState(readTheme);
  return (
    <select
      aria-label={shellText.theme}
      className="h-7 rounded-md border border-line bg-surface px-1.5 text-[0.8125rem]"
      value={theme}
      onChange={({ target }) => {
        const next = THEMES.find((name) => name === target.value) ?? 'system';
        applyTheme(next);
        setTheme(next);
      }}
    >
      {THEMES.map((name) => (
        <option key={name} value={name}>
          {shellText.themes[name]}
        </option>
      ))}
    </select>
  );
}
